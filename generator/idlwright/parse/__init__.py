"""From located nodes to the syntax model: which keys there are, what their values look like, and nothing of meaning."""

from idlwright.parse.schema import parse
from idlwright.parse.types import parse_type

__all__ = ["parse", "parse_type"]
