"""Import: another description of an API into a schema, without losing what people wrote in it."""

from __future__ import annotations

from idlwright.importing.merge import Imported, merge

__all__ = ["Imported", "merge"]
