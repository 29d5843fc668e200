"""The Jinja environment of all templates: strict, without extensions and without escaping (filters escape)."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from idlwright.emit.filters import FILTERS

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def environment() -> Environment:
    """Return a new environment; template names are relative to `emit/templates`: `stubs/class.pyi.j2`."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 -- half of a small run's time

    from idlwright.emit.bytecode import TemplateCache  # noqa: PLC0415 -- as above

    made = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 -- what is written is Python and Markdown, not HTML; filters escape
        auto_reload=False,
        bytecode_cache=None if sys.dont_write_bytecode else TemplateCache(TEMPLATES / "__pycache__"),
    )
    made.globals.clear()
    made.filters.update(FILTERS)
    return made


def render(made: Environment, template: str, context: Mapping[str, object]) -> str:
    """Render one template."""
    return made.get_template(template).render(context)
