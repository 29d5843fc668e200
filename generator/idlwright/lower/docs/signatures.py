"""Signatures as a reader sees them: the Python of both targets, and the Web IDL they come from.

They say what the stubs say, in the form that people read: one definition an overload, on one line where it fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from idlwright.lower.defaults import python_default
from idlwright.lower.docs.context import Context
from idlwright.lower.docs.markdown import fenced
from idlwright.lower.docs.webidl import definition_lines, member_lines
from idlwright.lower.names import python_name
from idlwright.lower.targets import CPYTHON, PYODIDE, Direction, Target
from idlwright.model import query
from idlwright.model.definitions import Callback, Definition, Dictionary, Enumeration, Namespace, Typedef
from idlwright.model.members import (
    Argument,
    Attribute,
    Collection,
    CollectionKind,
    Constant,
    Constructor,
    InterfaceMember,
    Member,
    Operation,
)
from idlwright.model.types import Kind, Reference, Type
from idlwright.view.code import Call, lay_out
from idlwright.view.docs import Tab

_READERS = (CPYTHON, PYODIDE)
_WIDTH = 76
"""What a page shows without scrolling."""


def member_tabs(context: Context, definition: Definition, group: tuple[InterfaceMember, ...]) -> tuple[Tab, ...]:
    """Return the tabs of a group of overloads."""
    tabs = [
        _tab(
            target.title, "python", [line for member in group for line in _member(context, definition, member, target)]
        )
        for target in _READERS
    ]
    idl = [line for member in group for line in member_lines(member)]
    return (*tabs, _tab("Web IDL", "webidl", idl))


def definition_tabs(
    context: Context, definition: Definition, members: Iterable[Member] | None = None
) -> tuple[Tab, ...]:
    """Return the tabs of a definition: how it is imported or spelled, and its Web IDL."""
    idl = definition_lines(definition, members)
    python = [
        _tab(target.title, "python", lines)
        for target in _READERS
        if (lines := _definition(context, definition, target))
    ]
    return (*python, *((_tab("Web IDL", "webidl", idl),) if idl else ()))


def event_tabs(name: str, handler: str | None, target_name: str, interface: str) -> tuple[Tab, ...]:
    """Return how one listens to an event on each target."""
    opening = f"def listener(event: {interface}) -> None: ..."
    receiver = target_name[:1].lower() + target_name[1:]
    cpython = [opening, "", f'{receiver}.addEventListener("{name}", listener)']
    pyodide = [
        "from pyodide.ffi import create_proxy",
        "",
        opening,
        "",
        f'{receiver}.addEventListener("{name}", create_proxy(listener))',
    ]
    if handler is not None:
        cpython.append(f"{receiver}.{python_name(handler)} = listener")
        pyodide.append(f"{receiver}.{python_name(handler)} = listener")
    return (_tab(CPYTHON.title, "python", cpython), _tab(PYODIDE.title, "python", pyodide))


def _tab(title: str, language: str, lines: Iterable[str]) -> Tab:
    return Tab(title=title, block=fenced(language, "\n".join(lines), indent=4))


def _member(context: Context, definition: Definition, member: InterfaceMember, target: Target) -> Iterator[str]:
    match member:
        case Attribute():
            yield from _attribute(context, member, target)
        case Operation():
            yield from _operation(context, definition, member, target)
        case Constructor(arguments=arguments):
            yield from _constructor(context, definition, arguments, target)
        case Constant():
            yield f"{member.name}: ClassVar[Literal[{python_default(member.value)}]]"
        case Collection():
            yield from _collection(context, member, target)
        case _:
            assert_never(member)


def _attribute(context: Context, member: Attribute, target: Target) -> Iterator[str]:
    name = python_name(member.name)
    result = _text(context, member.type, target, Direction.RESULT)
    if member.static:
        yield f"{name}: ClassVar[{result}]"
        return
    yield "@property"
    yield f"def {name}(self) -> {result}: ..."
    if not member.readonly:
        given = _text(context, member.type, target, Direction.ARGUMENT)
        yield f"@{name}.setter"
        yield f"def {name}(self, value: {given}, /) -> None: ..."


def _operation(context: Context, definition: Definition, member: Operation, target: Target) -> Iterator[str]:
    result = _text(context, member.result, target, Direction.RESULT)
    if member.special == "stringifier":
        yield "def __str__(self) -> str: ..."
        if not member.name:
            return
    if not member.name:
        yield from _special(context, member, target, result)
        return
    static = member.static or isinstance(definition, Namespace)
    if static:
        yield "@staticmethod"
    first = () if static else ("self",)
    head = _Head(f"def {python_name(member.name)}", first, result)
    yield from _calls(context, head, member.arguments, target)


def _special(context: Context, member: Operation, target: Target, result: str) -> Iterator[str]:
    names = {"getter": "__getitem__", "setter": "__setitem__", "deleter": "__delitem__"}
    items = [_parameter(context, argument, target) for argument in member.arguments]
    outcome = result if member.special == "getter" else "None"
    yield from _call(_Head(f"def {names[str(member.special)]}", (), outcome), ("self", *items, "/"))


def _constructor(
    context: Context, definition: Definition, arguments: tuple[Argument, ...], target: Target
) -> Iterator[str]:
    if target.constructible:
        yield from _calls(context, _Head("def __init__", ("self",), "None"), arguments, target)
    head = _Head("@classmethod\ndef new", ("cls",), python_name(definition.name))
    yield from _calls(context, head, arguments, target)


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands around the parameters of a call."""

    text: str
    first: tuple[str, ...]
    result: str


def _calls(context: Context, head: _Head, arguments: tuple[Argument, ...], target: Target) -> Iterator[str]:
    """Yield a call with its options as a dictionary, and one with them as keyword arguments."""
    items = [_parameter(context, argument, target) for argument in arguments]
    slash = ["/"] if items and not arguments[-1].variadic else []
    yield from _call(head, (*head.first, *items, *slash))
    options = _options(context, arguments)
    if options is not None:
        keywords = f"**{python_name(arguments[-1].name)}: Unpack[{options}]"
        yield from _call(head, (*head.first, *items[:-1], *(["/"] if items[:-1] else []), keywords))


def _call(head: _Head, parameters: tuple[str, ...]) -> Iterator[str]:
    *decorators, text = head.text.split("\n")
    yield from decorators
    yield from lay_out(Call(text, parameters), after=f" -> {head.result}: ...", width=_WIDTH)


def _options(context: Context, arguments: tuple[Argument, ...]) -> str | None:
    """Return the name of the dictionary that the last argument is, if it is one."""
    last = query.bare(context.api, arguments[-1].type) if arguments else None
    return last.name if isinstance(last, Reference) and last.kind is Kind.DICTIONARY else None


def _parameter(context: Context, argument: Argument, target: Target) -> str:
    text = _text(context, argument.type, target, Direction.ARGUMENT)
    name = python_name(argument.name)
    if argument.variadic:
        return f"*{name}: {text}"
    if not argument.optional:
        return f"{name}: {text}"
    default = python_default(argument.default) if argument.default is not None else "..."
    return f"{name}: {text} = {default}"


def _collection(context: Context, member: Collection, target: Target) -> Iterator[str]:
    value = _text(context, member.value, target, Direction.RESULT)
    key = _text(context, member.key, target, Direction.RESULT) if member.key is not None else ""
    pair = f"tuple[{key}, {value}]" if key else value
    match member.kind:
        case CollectionKind.ITERABLE:
            yield f"def __iter__(self) -> Iterator[{pair}]: ..."
        case CollectionKind.ASYNC_ITERABLE:
            yield f"def __aiter__(self) -> AsyncIterator[{pair}]: ..."
        case CollectionKind.MAPLIKE | CollectionKind.SETLIKE:
            yield f"def __iter__(self) -> Iterator[{pair}]: ..."
            yield "def __contains__(self, key: object, /) -> bool: ..."
            yield "def __len__(self) -> int: ..."
        case _:
            assert_never(member.kind)


def _definition(context: Context, definition: Definition, target: Target) -> tuple[str, ...]:
    """Return how a target spells or imports a definition."""
    name = python_name(definition.name)
    match definition:
        case Typedef(type=type_):
            return (*_import(context, name, target, typing=True), "", f"{name} = {_given(context, type_, target)}")
        case Callback():
            items = ", ".join(
                _text(context, argument.type, target, Direction.RESULT) for argument in definition.arguments
            )
            returned = _text(context, definition.result, target, Direction.ARGUMENT)
            outcome = "object" if query.is_undefined(definition.result) else returned
            return (*_import(context, name, target, typing=True), "", f"{name} = Callable[[{items}], {outcome}]")
        case Enumeration() | Dictionary():
            return _import(context, name, target, typing=True)
        case _ if query.of_kind(definition) is Kind.INTERFACE or isinstance(definition, Namespace):
            return _import(context, name, target, typing=not _in_js(context, definition))
        case _:
            return ()


def _in_js(context: Context, definition: Definition) -> bool:
    return query.exposed_in(definition, None, context.project.global_name)


def _given(context: Context, type_: Type, target: Target) -> str:
    return _text(context, type_, target, Direction.ARGUMENT)


def _import(context: Context, name: str, target: Target, *, typing: bool) -> tuple[str, ...]:
    if target.exports_types:
        return (f"from {context.project.package} import {name}",)
    if not typing:
        return (f"from js import {name}",)
    return ("if TYPE_CHECKING:", f"    from js.{TYPES_MODULE} import {name}")


TYPES_MODULE = "typing"
"""The module of the `js` stubs with names that exist for type checkers only."""


def _text(context: Context, type_: Type, target: Target, direction: Direction) -> str:
    return context.spelling(type_, target, direction)
