"""Conversions to know: where a value looks otherwise than somebody who knows the web, or Python, would expect.

Each sentence is a fact about a target, given where a type calls for it; the facts were measured in Pyodide and in the
runtime. Nothing here depends on what an API is about.
"""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.lower.names import python_name
from idlwright.model import query
from idlwright.model.api import Api
from idlwright.model.definitions import Callback
from idlwright.model.members import Argument, Attribute, Collection, Constructor, InterfaceMember, Operation
from idlwright.model.types import Buffer, Generic, Kind, Nullable, Record, Reference, Type, Union
from idlwright.view.docs import Markdown

OPTIONS = Markdown(
    "The members of the options dictionary can be given as keyword arguments, in place of the dictionary. "
    "Other parameters are positional only, since Pyodide turns every keyword into an option."
)
POSITIONAL = Markdown(
    "Parameters are positional only: Pyodide would turn a keyword argument into a member of an options object."
)
SEQUENCE = Markdown(
    "`SequenceOf[T]` (`_SequenceOf[T]` on CPython) is any iterable of `T` that is no `str`: a list, a tuple, a set, "
    "a generator."
)
RECORD = Markdown("CPython takes a mapping. Pyodide needs a JavaScript object: `to_js(mapping)`; a `dict` is refused.")
BUFFER = Markdown(
    "CPython takes any object with the buffer protocol. In Pyodide pass a JavaScript buffer, `to_js(data)`: "
    "plain `bytes` would be turned into text."
)
CALLBACK = Markdown(
    "The function is kept after the call returns. In Pyodide wrap it with `create_proxy(function)` (`Proxied[F]` "
    "stands for what that returns) and keep the proxy for as long as it may be called; a bare function is destroyed "
    "at once."
)
PROMISE_IN = Markdown(
    "CPython takes any awaitable. In Pyodide a bare coroutine or future, and so what another call gave, is lost "
    "without a word: pass `create_proxy(coroutine)`, or a promise that an attribute holds or `Promise.new` made."
)
PROMISE_OUT = Markdown(
    "The promise is eager: work starts with the call, not with the `await`. Errors are raised where it is awaited."
)
NULL_OUT = Markdown(
    "Where the platform says `null`, CPython gives `None` and Pyodide gives `jsnull`, which is not `None` but is "
    "false: write `if value:` or `if not value:`, not `is None`."
)
DICTIONARY_OUT = Markdown(
    'The result is a dictionary on CPython (`value["name"]`) and an object in Pyodide, with attributes only '
    "(`value.name`)."
)
ARRAY_OUT = Markdown(
    "CPython gives a Python list or tuple; Pyodide gives a JavaScript array with the sequence protocol. "
    "`list(value)` works on both."
)
BUFFER_OUT = Markdown(
    "CPython gives `bytes` or a `memoryview`; Pyodide gives a `JsBuffer`: `value.to_bytes()` copies it."
)
NEW = Markdown(
    "In Pyodide a class is no callable: construct with `.new(…)`. On CPython both forms work. "
    "`isinstance` with the class fails in Pyodide."
)
HANDLER = Markdown(
    "Assign a function of the event, a coroutine function, or `None`. "
    "Before the first assignment CPython gives `None`, Pyodide `jsnull`."
)
KEYWORD = Markdown("The name is a Python keyword, so it is written with an underscore behind it.")
COLLECTION = Markdown("`for`, `in` and `len` work as the declaration allows, on both targets.")
ASYNC_COLLECTION = Markdown("Use `async for`, on both targets.")


def conversions(api: Api, group: tuple[InterfaceMember, ...]) -> tuple[Markdown, ...]:
    """Return what to know about the conversions of a group of overloads, each sentence once."""
    found: dict[Markdown, None] = {}
    for member in group:
        for note in _member(api, member):
            found.setdefault(note)
    return tuple(found)


def argument_notes(api: Api, arguments: tuple[Argument, ...]) -> Iterator[Markdown]:
    """Yield what to know about arguments."""
    if arguments:
        last = query.bare(api, arguments[-1].type)
        takes_options = isinstance(last, Reference) and last.kind is Kind.DICTIONARY
        yield OPTIONS if takes_options else POSITIONAL
    for argument in arguments:
        yield from _argument(api, argument.type)


def _member(api: Api, member: InterfaceMember) -> Iterator[Markdown]:
    name = query.member_name(member)
    if python_name(name) != name:
        yield KEYWORD
    if isinstance(member, Constructor):
        yield NEW
    if isinstance(member, Operation | Constructor):
        yield from argument_notes(api, member.arguments)
    if isinstance(member, Operation):
        yield from _result(api, member.result)
    if isinstance(member, Attribute):
        if _is_handler(api, member.type):
            yield HANDLER
        else:
            yield from _result(api, member.type)
    if isinstance(member, Collection):
        yield ASYNC_COLLECTION if member.kind == "async_iterable" else COLLECTION


def _is_handler(api: Api, type_: Type) -> bool:
    """Tell whether a type is a nullable callback: what event handler attributes are declared with."""
    found = query.bare(api, type_)
    return isinstance(found, Reference) and isinstance(api.by_name.get(found.name), Callback)


def _argument(api: Api, type_: Type) -> Iterator[Markdown]:
    match query.bare(api, type_):
        case Generic(name="Promise"):
            yield PROMISE_IN
        case Generic():
            yield SEQUENCE
        case Record():
            yield RECORD
        case Buffer():
            yield BUFFER
        case Reference(kind=Kind.CALLBACK | Kind.CALLBACK_INTERFACE):
            yield CALLBACK
        case Union(members=members):
            for member in members:
                yield from _argument(api, member)
        case _:
            return


def _result(api: Api, type_: Type) -> Iterator[Markdown]:
    found = query.resolve(api, type_)
    if isinstance(found, Generic) and found.name == "Promise":
        yield PROMISE_OUT
        found = query.resolve(api, found.item)
    if isinstance(found, Nullable):
        yield NULL_OUT
    match query.bare(api, found):
        case Generic():
            yield ARRAY_OUT
        case Buffer():
            yield BUFFER_OUT
        case Reference(kind=Kind.DICTIONARY):
            yield DICTIONARY_OUT
        case _:
            return
