"""Signatures as a reader sees them: the Python of both targets, and the Web IDL they come from.

They say what the stubs say, in the form that people read: one definition an overload, on one line where it fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from idlwright.lower.defaults import python_string
from idlwright.lower.docs.context import Context
from idlwright.lower.docs.markdown import fenced
from idlwright.lower.docs.stub_lines import stub_lines
from idlwright.lower.names import python_name
from idlwright.lower.targets import CPYTHON, PYODIDE, Direction, Target
from idlwright.lower.webidl import definition_lines, member_lines
from idlwright.model import query
from idlwright.model.definitions import Callback, Definition, Dictionary, Enumeration, EventFired, Namespace, Typedef
from idlwright.model.members import InterfaceMember, Member
from idlwright.model.types import Kind, Type
from idlwright.view.docs import Tab

_READERS = (CPYTHON, PYODIDE)


def member_tabs(context: Context, definition: Definition, group: tuple[InterfaceMember, ...]) -> tuple[Tab, ...]:
    """Return the tabs of a group of overloads."""
    tabs = [
        _tab(target.title, "python", stub_lines(context.scopes[target.name], definition, group)) for target in _READERS
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


def event_tabs(definition: Definition, event: EventFired) -> tuple[Tab, ...]:
    """Return how one listens to an event on each target; the names of a global are those of the module `js`."""
    is_global = any(attribute.name == "Global" for attribute in definition.attributes)
    receiver = "scope" if is_global else f"{definition.name[:1].lower()}{definition.name[1:]}"
    opening = (f"def listener(event: {event.interface}) -> None: ...", "")
    cpython = [*opening, *_listening(f"{receiver}.", event, "listener")]
    imports = ("import js", _PROXY, "") if is_global else (_PROXY, "")
    pyodide = [*imports, *opening, *_listening("js." if is_global else f"{receiver}.", event, "create_proxy(listener)")]
    return (_tab(CPYTHON.title, "python", cpython), _tab(PYODIDE.title, "python", pyodide))


_PROXY = "from pyodide.ffi import create_proxy"


def _listening(receiver: str, event: EventFired, listener: str) -> Iterator[str]:
    yield f"{receiver}addEventListener({python_string(event.name)}, {listener})"
    if event.handler is not None:
        yield f"{receiver}{python_name(event.handler)} = listener"


def _tab(title: str, language: str, lines: Iterable[str]) -> Tab:
    return Tab(title=title, block=fenced(language, "\n".join(lines), indent=4))


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
