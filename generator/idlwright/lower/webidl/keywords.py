"""Words that Web IDL keeps for itself: as names they are written with a leading `_`."""

from __future__ import annotations

_AS_ARGUMENT = frozenset({
    "async", "attribute", "callback", "const", "constructor", "deleter", "dictionary", "enum", "getter", "includes",
    "inherit", "interface", "iterable", "maplike", "namespace", "partial", "readonly", "required", "setlike", "setter",
    "static", "stringifier", "typedef", "unrestricted",
})  # fmt: skip
"""Keywords that may be the name of an argument all the same."""
_KEYWORDS = _AS_ARGUMENT | {
    "ArrayBuffer", "BigInt64Array", "BigUint64Array", "ByteString", "DOMString", "DataView", "Float16Array",
    "Float32Array", "Float64Array", "FrozenArray", "Infinity", "Int16Array", "Int32Array", "Int8Array", "NaN",
    "ObservableArray", "Promise", "SharedArrayBuffer", "USVString", "Uint16Array", "Uint32Array", "Uint8Array",
    "Uint8ClampedArray", "any", "async_iterable", "async_sequence", "bigint", "boolean", "byte", "double", "false",
    "float", "long", "mixin", "null", "object", "octet", "optional", "or", "record", "sequence", "short", "symbol",
    "true", "undefined", "unsigned",
}  # fmt: skip
_AS_ATTRIBUTE = frozenset({"async", "required"})
_AS_OPERATION = frozenset({"includes"})


def name_text(name: str) -> str:
    """Return the name of a definition, constant or dictionary member."""
    return f"_{name}" if name in _KEYWORDS else name


def attribute_name(name: str) -> str:
    """Return the name of an attribute."""
    return name if name in _AS_ATTRIBUTE else name_text(name)


def operation_name(name: str) -> str:
    """Return the name of an operation."""
    return name if name in _AS_OPERATION else name_text(name)


def argument_name(name: str) -> str:
    """Return the name of an argument."""
    return name if name in _AS_ARGUMENT else name_text(name)
