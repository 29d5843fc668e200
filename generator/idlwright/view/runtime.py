"""How the generated runtime is spelled: modules, classes, protocols, dictionaries, constants.

Lines are final: indented for where they stand, and within the line length. Docstrings are plain text; the template's
filter writes them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method, property or setter."""

    decorators: tuple[str, ...] = ()
    signature: tuple[str, ...]
    docstring: str = ""
    body: tuple[str, ...] = ()
    """Empty in a protocol."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolView:
    """What behaviour has to provide."""

    name: str
    bases: str
    docstring: str
    methods: tuple[Method, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstantView:
    """`NAME: ClassVar[Literal[1]] = 1`."""

    line: str
    docstring: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassView:
    """A public class: an interface or a namespace."""

    name: str
    base: str
    docstring: str
    protocols: tuple[ProtocolView, ...] = ()
    impl: str = ""
    """Name of the protocol behind it; empty for a namespace."""
    slots: tuple[str, ...] = ()
    """Class-level lines: what behaviour is bound to, what the repr shows."""
    constants: tuple[ConstantView, ...] = ()
    methods: tuple[Method, ...] = ()
    untyped: tuple[Method, ...] = ()
    """Methods that a type checker must not see, since Python's rules for overriding do not hold for them (`new`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A key of a TypedDict."""

    line: str
    docstring: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedDictView:
    """A TypedDict. Keys that must be there are in a base of their own, so that Python knows them at run time too."""

    name: str
    bases: str
    docstring: str
    required_bases: str = ""
    required: tuple[FieldView, ...] = ()
    optional: tuple[FieldView, ...] = ()
    functional: tuple[str, ...] = ()
    """The lines of the functional form instead, where a key is a Python keyword."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasView:
    """`Name: TypeAlias = …`."""

    name: str
    lines: tuple[str, ...]
    docstring: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleView:
    """A module: one specification, the aliases, or the package itself. Import lines are sorted."""

    name: str
    docstring: str
    library: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    """Imports from the package that run first: support and base classes."""
    typing: tuple[str, ...] = ()
    """Imports for annotations only."""
    dictionaries: tuple[TypedDictView, ...] = ()
    classes: tuple[ClassView, ...] = ()
    aliases: tuple[AliasView, ...] = ()
    late: tuple[str, ...] = ()
    """Imports that run last: modules refer to each other in circles."""
    converters: tuple[str, ...] = ()
    """The lines of the private converters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageView:
    """The `__init__` of the generated package."""

    imports: tuple[str, ...]
    names: tuple[str, ...]
    """All public names, sorted."""
    classes: tuple[str, ...]
    """Those that are classes, whose `__module__` becomes the public package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkeletonClass:
    """A behaviour class to fill in."""

    name: str
    base: str
    docstring: str
    methods: tuple[Method, ...]
    binder: tuple[Method, ...] = ()
    """Functions that make the class, typed by the protocol so that a type checker names what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkeletonModule:
    """A behaviour module to fill in."""

    path: str
    docstring: str
    imports: tuple[str, ...]
    typing: tuple[str, ...]
    classes: tuple[SkeletonClass, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """What a package without behaviour gets once."""

    package: str
    modules: tuple[SkeletonModule, ...]
    bind_imports: tuple[str, ...]
    bind_lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuntimeTree:
    """Everything that is generated for the runtime."""

    root: str
    """Folder of the package, relative to the project."""
    package: PackageView
    modules: tuple[ModuleView, ...]
    aliases: ModuleView
    skeleton: Skeleton
