"""Web IDL types as a closed sum: `Type` is one of the classes below, to be consumed by `match`."""

from __future__ import annotations

import enum
from dataclasses import field
from typing import TypeAlias

from idlwright.diagnostics import Span
from idlwright.light import dataclass
from idlwright.model.attributes import ExtendedAttribute


class Kind(enum.StrEnum):
    """What a referenced name is."""

    INTERFACE = "interface"
    DICTIONARY = "dictionary"
    ENUM = "enum"
    TYPEDEF = "typedef"
    CALLBACK = "callback"
    CALLBACK_INTERFACE = "callback interface"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class Primitive:
    """A numeric or boolean type, or `undefined`, `any`, `object`, `symbol`, by its IDL name."""

    name: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class String:
    """`DOMString`, `USVString`, `ByteString` (or `CSSOMString`, which is one of the first two)."""

    name: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Buffer:
    """`ArrayBuffer`, `SharedArrayBuffer`, `DataView` or a typed array."""

    name: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A name that a definition (or an `external:`) stands behind; link has checked that it does."""

    name: str
    kind: Kind
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Nullable:
    """`T?`."""

    inner: Type
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Generic:
    """`sequence`, `async_sequence`, `FrozenArray`, `ObservableArray` or `Promise` of one type."""

    name: str
    item: Type
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Record:
    """`record<K, V>`; `key` is a string type."""

    key: Type
    value: Type
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Union:
    """`(A or B or …)`, as written: nested unions and nullable members are kept."""

    members: tuple[Type, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A type with extended attributes that apply to types: `[EnforceRange] unsigned long`."""

    inner: Type
    attributes: tuple[ExtendedAttribute, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


Type: TypeAlias = Primitive | String | Buffer | Reference | Nullable | Generic | Record | Union | Annotated

INTEGERS = (
    "byte", "octet", "short", "unsigned short", "long", "unsigned long", "long long", "unsigned long long", "bigint",
)  # fmt: skip
FLOATS = ("float", "unrestricted float", "double", "unrestricted double")
PRIMITIVES = (*INTEGERS, *FLOATS, "boolean", "undefined", "any", "object", "symbol")
STRINGS = ("DOMString", "USVString", "ByteString", "CSSOMString")
BUFFERS = (
    "ArrayBuffer", "SharedArrayBuffer", "DataView", "Int8Array", "Int16Array", "Int32Array", "Uint8Array",
    "Uint16Array", "Uint32Array", "Uint8ClampedArray", "BigInt64Array", "BigUint64Array", "Float16Array",
    "Float32Array", "Float64Array",
)  # fmt: skip
GENERICS = ("sequence", "async_sequence", "FrozenArray", "ObservableArray", "Promise")
