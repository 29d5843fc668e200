"""The targets, as data: what differs between CPython and Pyodide is a column here, not another template."""

from __future__ import annotations

import enum

from idlwright.light import dataclass
from idlwright.view.annotation import Import


class Direction(enum.Enum):
    """Which way a value goes."""

    ARGUMENT = "argument"
    """Python hands it in."""
    RESULT = "result"
    """The API hands it out."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a generic type is spelled: text with `{}` for the type inside, and what the text needs."""

    text: str
    imports: tuple[Import, ...] = ()
    names: tuple[str, ...] = ()
    """Names of the prelude: `Promise`, `_SequenceOf`, …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spellings:
    """How one target spells types that go in one direction."""

    sequence: Pattern
    frozen: Pattern
    observable: Pattern
    async_sequence: Pattern
    promise: Pattern
    record: Pattern
    nullable: Pattern
    bytes: Pattern
    """ArrayBuffer and arrays of bytes."""
    view: Pattern
    """Other buffers."""
    dictionary: Pattern
    callback: Pattern
    callback_interface: Pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The choices that make a target."""

    name: str
    title: str
    constructible: bool
    """`X(…)` works; `X.new(…)` always does."""
    classes_are_protocols: bool
    """`isinstance` and `except` are refused."""
    exports_types: bool
    """Dictionaries, enumerations and callbacks exist at run time under their own names."""
    methods_are_syntax: bool
    """`in` calls `has`, `[]` calls `get`, and what has a size as well is gone over by its keys."""
    keywords_in_place: bool
    """Keyword arguments become an object in the next free place, so that what stands before them can't be left out."""
    promise_of_value: bool
    """Where a promise is wanted, what it would hold may be given."""
    hidden: frozenset[str]
    """Names that a dict handed over has attributes of: a dictionary with such a member can't be given as a dict."""
    null: str
    """What `null` is as a result: `None` or `JsNull`."""
    helper: Pattern
    """Names that stubs bring along: private where they would stand among what exists."""
    pair: Pattern
    """A pair of key and value, whose types are joined by `joint`."""
    joint: str
    function: Pattern
    """A function of one event (`{}`), as an event handler attribute gives it back."""
    listener: Pattern
    """A function of one event (`{}`) that the callee keeps."""
    handler: Pattern
    """A function of one event (`{}`) that is set as an event handler attribute."""
    argument: Spellings
    result: Spellings
    null_text: Pattern
    """Text for which null may be given, which is the empty text."""
    object: Pattern
    """An object of the platform's own, where a dict won't do."""
    called: Pattern
    """The promise that a call gives, where it differs from one that an attribute or a list holds."""


_AWAITABLE = Import("collections.abc", "Awaitable")
_CALLABLE = Import("collections.abc", "Callable")
_MAPPING = Import("collections.abc", "Mapping")
_ASYNC = Import("collections.abc", "AsyncIterable")
_BUFFER = Pattern("Buffer", (Import("typing_extensions", "Buffer"),))
_SEQUENCE = Pattern("_SequenceOf[{}]", (), ("_SequenceOf",))
_JS_SEQUENCE = Pattern("SequenceOf[{}]", (), ("SequenceOf",))
_SELF = Pattern("{}")
_FUNCTION = Pattern("Callable[[{}], object]", (_CALLABLE,))
_PROXIED = Pattern("Proxied[Callable[[{}], object]]", (_CALLABLE,), ("Proxied",))
_JS_ARRAY = Pattern("JsArray[{}]", (), ("JsArray",))
_JS_BUFFER = Pattern("JsBuffer", (), ("JsBuffer",))
_PROXY_OF_A_DICT = frozenset({
    "asJsJson", "clear", "constructor", "copy", "delete", "destroy", "fromkeys", "get", "has", "items", "keys",
    "length", "pop", "popitem", "set", "setdefault", "toJs", "toString", "type", "update", "values",
})  # fmt: skip

CPYTHON = Target(
    name="cpython",
    title="CPython",
    constructible=True,
    classes_are_protocols=False,
    exports_types=True,
    methods_are_syntax=False,
    keywords_in_place=False,
    promise_of_value=False,
    hidden=frozenset(),
    null="None",
    helper=Pattern("_{}"),
    pair=Pattern("tuple[{}]"),
    joint=", ",
    function=_FUNCTION,
    listener=_FUNCTION,
    handler=_FUNCTION,
    argument=Spellings(
        sequence=_SEQUENCE,
        frozen=_SEQUENCE,
        observable=_SEQUENCE,
        async_sequence=Pattern("AsyncIterable[{0}] | _SequenceOf[{0}]", (_ASYNC,), ("_SequenceOf",)),
        promise=Pattern("Awaitable[{}]", (_AWAITABLE,)),
        record=Pattern("Mapping[str, {}]", (_MAPPING,)),
        nullable=Pattern("{} | None"),
        bytes=_BUFFER,
        view=_BUFFER,
        dictionary=_SELF,
        callback=_SELF,
        callback_interface=_SELF,
    ),
    result=Spellings(
        sequence=Pattern("list[{}]"),
        frozen=Pattern("tuple[{}, ...]"),
        observable=Pattern("list[{}]"),
        async_sequence=Pattern("AsyncIterable[{}]", (_ASYNC,)),
        promise=Pattern("Promise[{}]", (), ("Promise",)),
        record=Pattern("dict[str, {}]"),
        nullable=Pattern("{} | None"),
        bytes=Pattern("bytes"),
        view=Pattern("memoryview"),
        dictionary=_SELF,
        callback=_SELF,
        callback_interface=_SELF,
    ),
    null_text=Pattern("{} | None"),
    object=Pattern("object"),
    called=Pattern("Promise[{}]", (), ("Promise",)),
)
PYODIDE = Target(
    name="pyodide",
    title="Pyodide (js)",
    constructible=False,
    classes_are_protocols=True,
    exports_types=False,
    methods_are_syntax=True,
    keywords_in_place=True,
    promise_of_value=True,
    hidden=_PROXY_OF_A_DICT,
    null="JsNull",
    helper=_SELF,
    pair=Pattern("JsArray[{}]", (), ("JsArray",)),
    joint=" | ",
    function=_FUNCTION,
    listener=_PROXIED,
    handler=Pattern("Callable[[{0}], object] | Proxied[Callable[[{0}], object]]", (_CALLABLE,), ("Proxied",)),
    argument=Spellings(
        sequence=_JS_SEQUENCE,
        frozen=_JS_SEQUENCE,
        observable=_JS_SEQUENCE,
        async_sequence=Pattern("AsyncIterable[{0}] | SequenceOf[{0}]", (_ASYNC,), ("SequenceOf",)),
        promise=Pattern("JsPromise[{0}] | Proxied[Awaitable[{0}]]", (_AWAITABLE,), ("JsPromise", "Proxied")),
        record=Pattern("JsRecord[{}]", (), ("JsRecord",)),
        nullable=Pattern("{} | JsNull | None", (), ("JsNull",)),
        bytes=_JS_BUFFER,
        view=_JS_BUFFER,
        dictionary=_SELF,
        callback=Pattern("Proxied[{}] | OnceCallable", (), ("OnceCallable", "Proxied")),
        callback_interface=Pattern("Proxied[{}]", (), ("Proxied",)),
    ),
    result=Spellings(
        sequence=_JS_ARRAY,
        frozen=_JS_ARRAY,
        observable=_JS_ARRAY,
        async_sequence=Pattern("AsyncIterable[{}]", (_ASYNC,)),
        promise=Pattern("JsPromise[{}]", (), ("JsPromise",)),
        record=Pattern("JsRecord[{}]", (), ("JsRecord",)),
        nullable=Pattern("{} | JsNull", (), ("JsNull",)),
        bytes=_JS_BUFFER,
        view=_JS_BUFFER,
        dictionary=Pattern("{}Object"),
        callback=_SELF,
        callback_interface=_SELF,
    ),
    null_text=Pattern("{} | JsNull", (), ("JsNull",)),
    object=Pattern("JsObject", (), ("JsObject",)),
    called=Pattern("JsFuture[{}]", (), ("JsFuture",)),
)
TARGETS = {target.name: target for target in (CPYTHON, PYODIDE)}
