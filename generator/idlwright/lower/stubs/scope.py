"""What lowering one stub module needs to know, and what it collects on the way: imports and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field

from idlwright.light import dataclass
from idlwright.lower.targets import Direction, Pattern, Target
from idlwright.lower.types import annotation, fill
from idlwright.model import query
from idlwright.model.api import Api
from idlwright.model.docs import Docs
from idlwright.model.types import Generic, Type
from idlwright.project import Project
from idlwright.view.annotation import Annotation, Import

_WORD = re.compile(r'(?<![\w.])[A-Za-z_]\w*|"(?:[^"\\]|\\.)*"')


@dataclass(slots=True, kw_only=True)
class Scope:
    """One stub module while it is being lowered."""

    api: Api
    project: Project
    target: Target
    overrides: Mapping[str, Type]
    """Path → the type that policy says instead."""
    library: set[Import] = field(default_factory=set)
    modules: set[str] = field(default_factory=set)
    """Modules that are imported whole."""
    names: set[str] = field(default_factory=set)
    """Definitions and names of the prelude that annotations use."""
    spelled: dict[tuple[Type, bool], Annotation] = field(default_factory=dict)
    """Types that have been spelled already, each with whether it is an argument's."""
    shadowed: frozenset[str] = frozenset()
    """Names of the members of the class being lowered: in its body they hide what is named alike outside."""

    def enter(self, members: Iterable[str]) -> None:
        """Begin the body of a class, whose members' names hide others: `Blob.bytes` hides the type."""
        self.shadowed = frozenset(members)

    def leave(self) -> None:
        """End the body of a class."""
        self.shadowed = frozenset()

    def annotation(self, type_: Type, direction: Direction) -> Annotation:
        """Return how the target spells a type."""
        key = (type_, direction is Direction.ARGUMENT)
        known = self.spelled.get(key)
        if known is None:
            known = self.spelled[key] = annotation(self.api, type_, self.target, direction)
        return known

    def spell(self, type_: Type, direction: Direction) -> str:
        """Spell a type."""
        return self.use(self.annotation(type_, direction))

    def given(self, type_: Type) -> str:
        """Spell what a caller may give."""
        return self.spell(type_, Direction.ARGUMENT)

    def result(self, type_: Type) -> str:
        """Spell what comes back."""
        return self.spell(type_, Direction.RESULT)

    def called(self, type_: Type) -> str:
        """Spell what a call gives."""
        bare = query.bare(self.api, type_)
        if isinstance(bare, Generic) and bare.name == "Promise":
            return self.filled(self.target.called, self.annotation(bare.item, Direction.RESULT))
        return self.result(type_)

    def filled(self, pattern: Pattern, inner: Annotation) -> str:
        """Spell a pattern of the target."""
        return self.use(fill(pattern, inner))

    def use(self, spelled: Annotation) -> str:
        """Return the text of an annotation and remember what it needs."""
        self.library |= spelled.imports
        self.names |= spelled.names
        return self.visible(spelled.text)

    def visible(self, text: str) -> str:
        """Return an annotation whose names mean what they say in the class being lowered."""
        if not self.shadowed or self.shadowed.isdisjoint(_WORD.findall(text)):
            return text
        return _WORD.sub(self._qualified, text)

    def _qualified(self, found: re.Match[str]) -> str:
        if found[0] not in self.shadowed or found[0] not in BUILTINS:
            return found[0]
        self.modules.add("builtins")
        return f"builtins.{found[0]}"

    def library_name(self, module: str, name: str) -> str:
        """Return a name of the standard library and remember its import."""
        self.library.add(Import(module, name))
        return name

    def builtin(self, name: str) -> str:
        """Return a built-in name as it can be used here."""
        return self.visible(name)

    def local(self, name: str) -> str:
        """Return the name of a definition or of the prelude, and remember it."""
        self.names.add(name)
        return name

    def decided(self, path: str, type_: Type) -> Type:
        """Return the type that policy says for a path, else the IDL's."""
        return self.overrides.get(path, type_)

    def docstring(self, docs: Docs, *path: str) -> str:
        """Return a docstring: one line, then the link to the page."""
        summary = " ".join(docs.summary.split())
        if not self.project.docs_url or not path or not path[0]:
            return summary
        address = f"{self.project.docs_url}reference/{'/'.join(path)}/"
        return f"{summary}\n\n{address}" if summary else address


BUILTINS = frozenset({
    "bool", "bytes", "classmethod", "dict", "float", "int", "list", "memoryview", "object", "property", "staticmethod",
    "str", "tuple", "type",
})  # fmt: skip
