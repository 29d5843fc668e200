"""The syntax model: what the YAML said, with places, before any name is looked up.

`nodes` is what load makes of a file; the other modules mirror `idlwright.model` and are what parse makes of the nodes.
"""

from idlwright.syntax.schema import Schema

__all__ = ["Schema"]
