"""How the generated runtime is spelled: modules, classes, protocols, dictionaries, constants.

Lines are final but for what they stand in: methods are indented by the template. Docstrings are plain text; the
template's filter writes them.
"""

from __future__ import annotations

from idlwright.light import dataclass


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
    """`NAME: ClassVar[Literal[1]] = 1`, or a static attribute."""

    lines: tuple[str, ...]
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
    state: tuple[str, ...] = ()
    """Class-level lines: slots, and what the repr shows."""
    constants: tuple[ConstantView, ...] = ()
    methods: tuple[Method, ...] = ()
    late: tuple[ConstantView, ...] = ()
    """What is made of methods: operations that both the class and its objects have."""
    constructed_from: tuple[str, ...] = ()
    """What the behaviour's constructor takes; empty without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BindingsView:
    """An object whose attributes behaviour assigns: one a class."""

    name: str
    """`construct` or `statics`."""
    class_name: str
    docstring: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A key of a TypedDict."""

    lines: tuple[str, ...]
    docstring: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedDictView:
    """A TypedDict, or the private base that holds the keys which must be there, so that Python knows them as well."""

    name: str
    bases: str
    docstring: str
    fields: tuple[FieldView, ...] = ()
    before: tuple[str, ...] = ()
    """The functional form of private bases, for keys that are Python keywords."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasView:
    """`Name: TypeAlias = …`."""

    lines: tuple[str, ...]
    docstring: str = ""
    protocol: ProtocolView | None = None
    """The object form of a callback interface."""
    constants: ClassView | None = None
    """The class of a callback interface's constants."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleView:
    """A module: one specification, or the aliases. Import lines are sorted."""

    name: str
    docstring: str
    library: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    """Imports from the package that run: support and base classes."""
    typing: tuple[str, ...] = ()
    """Imports for annotations only, those of modules that the package links at run time among them."""
    dictionaries: tuple[TypedDictView, ...] = ()
    classes: tuple[ClassView, ...] = ()
    aliases: tuple[AliasView, ...] = ()
    bindings: tuple[BindingsView, ...] = ()
    private: tuple[str, ...] = ()
    """The lines of private constants: converters and tables of overloads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageView:
    """The `__init__` of the generated package."""

    docstring: str
    imports: tuple[str, ...]
    modules: tuple[str, ...]
    """The modules that are linked with each other, `aliases` among them."""
    names: tuple[str, ...]
    """All public names, sorted."""
    public: str
    """Name of the package that users import, which becomes the `__module__` of all classes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkeletonClass:
    """A behaviour class to fill in."""

    name: str
    base: str
    docstring: str
    methods: tuple[Method, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkeletonModule:
    """A behaviour module to fill in."""

    name: str
    docstring: str
    imports: tuple[str, ...]
    typing: tuple[str, ...]
    classes: tuple[SkeletonClass, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """What a package without behaviour gets once."""

    modules: tuple[SkeletonModule, ...]
    bind_imports: tuple[str, ...]
    bind_typing: tuple[str, ...]
    bind_functions: tuple[Method, ...]
    """Functions that make what is behind an object, typed so that a checker names what is missing."""
    bind_lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuntimeTree:
    """Everything that is generated for the runtime."""

    root: str
    """Folder of the package, relative to the project."""
    package: PackageView
    modules: tuple[ModuleView, ...]
    skeleton: Skeleton
