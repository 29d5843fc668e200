"""Which module of a target has what, and what it imports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from idlwright.lower.stubs.aliases import callback, callback_constants, callback_interface, enumeration, typedef
from idlwright.lower.stubs.attributes import constant
from idlwright.lower.stubs.callables import Place
from idlwright.lower.stubs.construction import EXCEPTION, is_exception, raised
from idlwright.lower.stubs.dictionaries import result_protocol, typed_dict
from idlwright.lower.stubs.globals_ import global_interface, global_members
from idlwright.lower.stubs.imports import all_lines, import_lines
from idlwright.lower.stubs.interfaces import interface, namespace
from idlwright.lower.stubs.layout import alias, header
from idlwright.lower.stubs.prelude import JS_TYPING, PARTS, VARIABLES, variable_lines
from idlwright.lower.stubs.scope import Scope
from idlwright.lower.stubs.usage import field_directions, returned
from idlwright.lower.targets import Direction, Target
from idlwright.lower.types import listener_name
from idlwright.model import query
from idlwright.model.api import Api
from idlwright.model.definitions import (
    Callback,
    CallbackInterface,
    Definition,
    Dictionary,
    Enumeration,
    External,
    Interface,
    Mixin,
    Namespace,
    Typedef,
)
from idlwright.model.members import Constant, Constructor
from idlwright.project import Project
from idlwright.view.annotation import Import
from idlwright.view.stub import Class, Line, Statement, StubModule

Named = tuple[str, tuple[Statement, ...]]


def new_scope(api: Api, project: Project, target: Target) -> Scope:
    """Return the scope of a new module."""
    return Scope(api=api, project=project, target=target, overrides=query.overridden(api))


def package(api: Api, project: Project, target: Target) -> StubModule:
    """Lower everything into the one module of a package."""
    scope = new_scope(api, project, target)
    directions = field_directions(api)
    names, statements = _collected(
        named
        for definition in api.definitions
        for named in (*_class(scope, definition), *_type(scope, definition, directions))
    )
    scope.local("Promise")
    parts = [name for name in PARTS if name in scope.names]
    return _module(
        scope,
        path=f"{project.stubs}/{project.package}/__init__.pyi",
        docstring=f"Types of {project.package}.",
        parts=parts,
        names=(*names, *(name for name, _ in project.by_hand)),
        statements=statements,
        given=_by_hand(project),
    )


def _by_hand(project: Project) -> Iterator[Import]:
    """Yield what modules of the package have that are written by hand.

    The stubs and those modules may stand in folders apart, where type checkers find them by their full names only.
    """
    return (Import(f"{project.package}.{module}", name) for name, module in project.by_hand)


def js_module(api: Api, project: Project, target: Target) -> StubModule:
    """Lower what exists on the global object into `js`."""
    scope = new_scope(api, project, target)
    found: list[Named] = []
    for definition in api.definitions:
        if query.exposed_in(definition, None, project.global_name) and query.has_object(definition):
            found.extend(_class(scope, definition))
    surroundings = global_interface(scope)
    if surroundings is not None:
        found.extend(global_members(scope, surroundings))
    names, statements = _collected(iter(found))
    parts = ["js builtins"]
    scope.names.update(name for part in parts for name in PARTS[part].needs)
    local = [Import(".typing", name) for name in scope.names if name not in names]
    return _module(
        scope,
        path=f"{project.stubs}/js/__init__.pyi",
        docstring=f"Types of Pyodide's js in a {project.global_name}.",
        names=names,
        statements=statements,
        parts=parts,
        local=local,
    )


def js_typing(api: Api, project: Project, target: Target) -> StubModule:
    """Lower what has no name on the global object: dictionaries, enumerations, callbacks, Pyodide's own types."""
    scope = new_scope(api, project, target)
    back = returned(api)
    directions = field_directions(api)
    found: list[Named] = []
    exposed = set()
    for definition in api.definitions:
        only_back = isinstance(definition, Dictionary) and directions[definition.name] is Direction.RESULT
        found.extend(() if only_back else _type(scope, definition, {}))
        if isinstance(definition, Dictionary) and definition.name in back:
            name = scope.target.result.dictionary.text.format(definition.name)
            found.append((name, (result_protocol(scope, definition),)))
            if only_back:
                lines = alias(definition.name, scope.local(name), scope.library_name("typing", "TypeAlias"))
                found.append((definition.name, (Line(lines=lines),)))
        if not isinstance(definition, Interface | Namespace):
            continue
        if query.exposed_in(definition, None, project.global_name) and query.has_object(definition):
            exposed.add(definition.name)
        else:
            found.extend(_class(scope, definition))
        if isinstance(definition, Interface) and is_exception(scope, definition):
            found.extend(_raised(scope, definition))
    names, statements = _collected(iter(found))
    known = {*names, *JS_TYPING, *VARIABLES}
    local = [Import(".", name) for name in scope.names if name not in known and name in exposed]
    return _module(
        scope,
        path=f"{project.stubs}/js/typing.pyi",
        docstring="Names for annotations, which js itself has not: import them under TYPE_CHECKING.",
        parts=["js"],
        names=names,
        statements=statements,
        local=local,
    )


def _collected(found: Iterable[Named]) -> tuple[list[str], tuple[Statement, ...]]:
    names: list[str] = []
    statements: list[Statement] = []
    for name, lowered in found:
        if not name.startswith("_"):
            names.append(name)
        statements.extend(lowered)
    return names, tuple(statements)


def _class(scope: Scope, definition: Definition) -> Iterator[Named]:
    """Lower what is a class of its own; nothing for what is only a type."""
    if isinstance(definition, Interface):
        yield definition.name, interface(scope, definition)
    elif isinstance(definition, Namespace):
        yield definition.name, (namespace(scope, definition),)
    elif isinstance(definition, CallbackInterface):
        for made in callback_constants(scope, definition):
            yield definition.name, (made,)


def _type(scope: Scope, definition: Definition, directions: dict[str, Direction]) -> Iterator[Named]:
    match definition:
        case Dictionary(name=name):
            direction = directions.get(name, Direction.ARGUMENT)
            yield name, (typed_dict(scope, definition, direction),)
        case Enumeration(name=name):
            yield name, (enumeration(scope, definition),)
        case Typedef(name=name):
            yield name, (typedef(scope, definition),)
        case Callback(name=name):
            yield name, tuple(callback(scope, definition))
        case CallbackInterface(name=name):
            yield listener_name(scope.api, name, scope.target), tuple(callback_interface(scope, definition))
        case Interface() | Namespace() | Mixin() | External():
            return
        case _:
            assert_never(definition)


def _raised(scope: Scope, definition: Interface) -> Iterator[Named]:
    """Yield the class of what an exception's constructor gives: it can be raised, which a protocol can't."""
    if not any(isinstance(member, Constructor) for member in definition.members):
        return
    parent = scope.local("JsException")
    if definition.name != EXCEPTION and definition.inherits:
        parent = raised(definition.inherits)
    name = raised(definition.name)
    constants = tuple(
        constant(scope, Place(owner=definition.name), member)
        for member in definition.members
        if isinstance(member, Constant)
    )
    lines = header(name, (parent, scope.local(definition.name)), empty=not constants)
    yield name, (Class(lines=lines, members=constants),)


def _module(  # noqa: PLR0913 -- what makes a module
    scope: Scope,
    *,
    path: str,
    docstring: str,
    names: Iterable[str],
    statements: tuple[Statement, ...],
    parts: Iterable[str] = (),
    local: Iterable[Import] = (),
    given: Iterable[Import] = (),
) -> StubModule:
    pieces = [PARTS[name] for name in parts]
    variables = {name for piece in pieces for name in piece.variables} | (scope.names & VARIABLES.keys())
    library = scope.library.union(*(piece.imports for piece in pieces))
    modules = scope.modules.union(*(piece.modules for piece in pieces))
    if variables:
        library.add(Import("typing", "TypeVar"))
    own = [name for piece in pieces for name in piece.names]
    return StubModule(
        path=path,
        docstring=docstring,
        imports=import_lines(library, modules, local, given),
        exports=all_lines({*names, *own}),
        prelude=tuple(piece.template for piece in pieces),
        statements=(*variable_lines(variables), *statements),
    )
