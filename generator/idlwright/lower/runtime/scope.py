"""What lowering one generated module needs to know, and what it collects on the way: imports, names, converters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field

from idlwright.light import dataclass
from idlwright.lower.runtime.converters import ModuleConverters
from idlwright.lower.runtime.spelling import converted
from idlwright.lower.targets import CPYTHON, Direction
from idlwright.lower.types import annotation
from idlwright.model.api import Api
from idlwright.model.types import Type
from idlwright.project import Project
from idlwright.view.annotation import Annotation, Import
from idlwright.view.code import WIDTH

ALIASES = "aliases"
"""The generated module of enumerations, typedefs and callbacks."""
SUPPORT = "support"
"""The package of what all generated packages have in common."""
DOM_EXCEPTION = "DOMException"
PROVIDED = {
    DOM_EXCEPTION: "exceptions",
    "Promise": "promise",
}
"""Public names that every package gets from its support, and the module of it that has them."""
_PRELUDE = {
    **{name: f"from .support.{module} import {name}" for name, module in PROVIDED.items()},
    "_SequenceOf": "from .support.annotations import SequenceOf as _SequenceOf",
    "Buffer": "from .support.annotations import Buffer",
}
_SUPPORT = {"_c": "convert", "_i": "iteration", "_o": "overloads", "_p": "platform"}
"""Alias → module of the support that generated code calls."""
_FAR = 9
"""More dots than relative imports have; absolute ones come first."""
_BUFFER = Import("typing_extensions", "Buffer")
_BUILTINS = frozenset({"bool", "bytes", "dict", "float", "int", "list", "memoryview", "object", "str", "tuple", "type"})
_WORD = re.compile(r"""(?<![\w.])[A-Za-z_]\w*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""")


@dataclass(slots=True, kw_only=True)
class Scope:
    """One generated module while it is being lowered."""

    api: Api
    project: Project
    module: str
    homes: Mapping[str, str]
    """Public name → generated module that defines it (`aliases` for what is no class)."""
    converters: ModuleConverters
    directions: Mapping[str, Direction]
    """Dictionary → the direction in which its fields are spelled."""
    overrides: Mapping[str, Type]
    """Path → the type that policy says instead."""
    library: set[Import] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    """Public names that annotations use."""
    modules: set[str] = field(default_factory=set)
    """Modules of the standard library that are imported whole."""
    running: set[Import] = field(default_factory=set)
    """Names of the standard library that are needed when the module runs."""
    support: set[str] = field(default_factory=set)
    """Aliases of the support's modules, but for those that every module needs."""
    bases: set[tuple[str, str]] = field(default_factory=set)
    """Names that have to be there when classes are made: (module, name)."""
    shadowed: frozenset[str] = frozenset()
    """Members of the class being lowered that hide a built-in name in its body: `Blob.bytes`."""

    @property
    def behaviour_file(self) -> str:
        """The file in which the behaviour of this module's classes belongs."""
        return f"{self.project.package}/_impl/{self.module}.py"

    def base(self, name: str, owner: str = "") -> None:
        """Remember that a class (or another name of the module of `owner`) is inherited from."""
        owner = owner or name
        if owner in PROVIDED:
            self.bases.add((f"support.{PROVIDED[owner]}", name))
        elif self.homes[owner] != self.module:
            self.bases.add((self.homes[owner], name))

    def enter(self, members: Iterable[str]) -> None:
        """Begin a class body, where the names of its members hide built-in ones."""
        self.shadowed = _BUILTINS.intersection(members)

    def use(self, spelled: Annotation) -> str:
        """Return the text of an annotation and remember what it needs."""
        self.library |= spelled.imports
        if _BUFFER in self.library:
            self.library.discard(_BUFFER)
            self.names.add("Buffer")
        self.names |= spelled.names
        return self.visible(spelled.text)

    def visible(self, text: str) -> str:
        """Return an annotation whose built-in names mean what they say in the class being lowered."""
        if not self.shadowed:
            return text
        return _WORD.sub(self._qualified, text)

    def _qualified(self, found: re.Match[str]) -> str:
        if found[0] not in self.shadowed:
            return found[0]
        self.modules.add("builtins")
        return f"builtins.{found[0]}"

    def library_name(self, module: str, name: str) -> str:
        """Return a name of the standard library and remember its import; the API's own names come first."""
        self.library.add(Import(module, name))
        return f"_{name}" if name in self.homes else name

    def runs(self, module: str, name: str) -> str:
        """Return a name of the standard library that the module needs when it runs, and remember its import."""
        self.running.add(Import(module, name))
        return f"_{name}" if name in self.homes else name

    def _library_line(self, each: Import) -> str:
        renamed = f" as _{each.name}" if each.name in self.homes else ""
        return f"from {each.module} import {each.name}{renamed}"

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

    def local_imports(self, *, wanted: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the imports from the package that run: support, bases, and `wanted` names of the prelude."""
        lines = {f"from .support import {_SUPPORT[alias]} as {alias}" for alias in self.support}
        lines.update(f"from .{module} import {name}" for module, name in self.bases)
        lines.update(_PRELUDE[name] for name in wanted if name in _PRELUDE)
        return merged_imports(lines)

    def library_imports(self) -> tuple[str, ...]:
        """Return the imports from the standard library that run; ask last, since others decide on it."""
        return merged_imports(self._library_line(each) for each in self.running)

    def typing_imports(self) -> tuple[str, ...]:
        """Return the imports that only annotations need."""
        lines = {f"from .{home} import {name}" for name in self.names if (home := self._foreign(name))}
        lines.update(_PRELUDE[name] for name in self.names if name in _PRELUDE and name not in self.homes)
        lines -= {f"from .{module} import {name}" for module, name in self.bases}
        modules = tuple(f"from . import {module} as _{module}" for module in self.converters.modules)
        library = (self._library_line(each) for each in self.library - self.running)
        whole = (f"import {module}" for module in sorted(self.modules))
        standard = (*whole, *merged_imports(library))
        own = merged_imports((*modules, *lines))
        return (*standard, *([""] if standard and own else []), *own)

    def _foreign(self, name: str) -> str:
        home = self.homes.get(name, "")
        return "" if home == self.module else home


def merged_imports(lines: Iterable[str]) -> tuple[str, ...]:
    """Return `from` imports sorted, those of one module on one statement; those with `as` stay alone."""
    found: dict[str, set[str]] = {}
    alone: list[tuple[str, str]] = []
    for line in lines:
        module, _, name = line.removeprefix("from ").partition(" import ")
        if " as " in name:
            alone.append((module, name))
        else:
            found.setdefault(module, set()).add(name)
    statements = [(module, tuple(sorted(names, key=_order))) for module, names in found.items()]
    statements.extend((module, (name,)) for module, name in alone)
    statements.sort(key=_farthest_first)
    return tuple(line for module, names in statements for line in _statement(module, names))


def _farthest_first(statement: tuple[str, tuple[str, ...]]) -> tuple[int, str, tuple[str, ...]]:
    module, names = statement
    return len(module.lstrip(".")) - len(module) if module.startswith(".") else -_FAR, module, names


def _order(name: str) -> tuple[int, str, str]:
    """Constants, then classes, then functions; in each, by letters."""
    if len(name) > 1 and name.isupper():
        return 0, name.casefold(), name
    return (1 if name[:1].isupper() else 2), name.casefold(), name


def _statement(module: str, names: tuple[str, ...]) -> tuple[str, ...]:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= WIDTH:
        return (line,)
    return (f"from {module} import (", *(f"    {name}," for name in names), ")")
