"""What lowering one generated module needs to know, and what it collects on the way: imports, names, converters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from idlwright.lower.runtime.converters import ModuleConverters
from idlwright.lower.runtime.spelling import converted
from idlwright.lower.targets import CPYTHON, Direction
from idlwright.lower.types import annotation
from idlwright.model.api import Api
from idlwright.model.types import Type
from idlwright.project import Project
from idlwright.view.annotation import Annotation, Import

ALIASES = "aliases"
"""The generated module of enumerations, typedefs and callbacks."""


@dataclass(slots=True, kw_only=True)
class Scope:
    """One generated module while it is being lowered."""

    api: Api
    project: Project
    module: str
    homes: Mapping[str, str]
    """Public name → generated module that defines it (`aliases` for what is no class)."""
    converters: ModuleConverters
    overrides: Mapping[str, Type]
    """Path → the type that policy says instead."""
    library: set[Import] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    """Public names that annotations use."""

    def use(self, spelled: Annotation) -> str:
        """Return the text of an annotation and remember what it needs."""
        self.library |= spelled.imports
        self.names |= spelled.names
        return spelled.text

    def library_name(self, module: str, name: str) -> str:
        """Return a name of the standard library and remember its import."""
        self.library.add(Import(module, name))
        return name

    def given(self, type_: Type) -> str:
        """Spell what a caller may give."""
        return self.use(annotation(self.api, type_, CPYTHON, Direction.ARGUMENT))

    def result(self, type_: Type) -> str:
        """Spell what comes back."""
        return self.use(annotation(self.api, type_, CPYTHON, Direction.RESULT))

    def seen(self, type_: Type) -> str:
        """Spell what behaviour sees of an argument."""
        return self.use(converted(self.api, type_))

    def decided(self, path: str, type_: Type) -> Type:
        """Return the type that policy says for a path, else the IDL's."""
        return self.overrides.get(path, type_)
