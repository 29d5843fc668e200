"""Members of Web IDL's blocks, one function a production."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from typing_extensions import Unpack

from idlwright.model.members import CollectionKind, Special
from idlwright.parse.attributes import arguments, attribute_list, default
from idlwright.parse.tokens import Token
from idlwright.parse.types import read_type
from idlwright.parse.values import plain_literal
from idlwright.parse.webidl.names import Head, head_of, name
from idlwright.parse.webidl.tokens import FileTokens
from idlwright.syntax import members as syntax
from idlwright.syntax.attributes import ExtendedAttribute
from idlwright.syntax.text import Text
from idlwright.syntax.types import Builtin, TypeExpression

_SPECIALS = {each.value: each for each in Special}
_COLLECTIONS = {each.value: each for each in CollectionKind}


class _Common(TypedDict):
    attributes: tuple[ExtendedAttribute, ...]
    exposed: tuple[Text, ...] | None


class _Flags(TypedDict, total=False):
    readonly: bool
    static: bool
    inherit: bool
    stringifier: bool


def members(tokens: FileTokens) -> Iterator[syntax.InterfaceMember]:
    """Yield the members of an interface or mixin."""
    while tokens.next.text != "}":
        head = _head(tokens)
        yield _member(tokens, head)
        tokens.expect(";", "a member")


def namespace_members(tokens: FileTokens) -> Iterator[syntax.Attribute | syntax.Operation | syntax.Constant]:
    """Yield the members of a namespace."""
    while tokens.next.text != "}":
        token = tokens.next
        found = _member(tokens, _head(tokens))
        if not isinstance(found, syntax.Attribute | syntax.Operation | syntax.Constant):
            raise tokens.refusal(tokens.of(token), "a namespace has attributes, operations and constants only")
        yield found
        tokens.expect(";", "a member")


def callback_members(tokens: FileTokens) -> Iterator[syntax.Operation | syntax.Constant]:
    """Yield the members of a callback interface."""
    while tokens.next.text != "}":
        token = tokens.next
        found = _member(tokens, _head(tokens))
        if not isinstance(found, syntax.Operation | syntax.Constant):
            raise tokens.refusal(tokens.of(token), "a callback interface has operations and constants only")
        yield found
        tokens.expect(";", "a member")


def fields(tokens: FileTokens) -> Iterator[syntax.Field]:
    """Yield the members of a dictionary."""
    while tokens.next.text != "}":
        head = _head(tokens)
        required = tokens.accept("required")
        type_ = read_type(tokens)
        found = name(tokens, "the name of a dictionary member behind its type")
        value = default(tokens) if tokens.accept("=") else None
        yield syntax.Field(**_common(head), name=found, type=type_, required=required, default=value, span=found.span)
        tokens.expect(";", "a member")


def _head(tokens: FileTokens) -> Head:
    return head_of(tokens, attribute_list(tokens, read_type)) if tokens.next.text == "[" else Head()


def _common(head: Head) -> _Common:
    return _Common(attributes=head.attributes, exposed=head.exposed)


def _member(tokens: FileTokens, head: Head) -> syntax.InterfaceMember:
    match tokens.next.text:
        case "const":
            return _constant(tokens, head)
        case "constructor":
            return _constructor(tokens, head)
        case "static":
            tokens.take()
            return _attribute_or_operation(tokens, head, static=True)
        case "inherit":
            tokens.take()
            return _attribute(tokens, head, inherit=True)
        case "stringifier":
            return _stringifier(tokens, head)
        case "readonly" | "attribute" | "maplike" | "setlike" | "iterable" | "async_iterable":
            return _attribute_or_collection(tokens, head)
        case "getter" | "setter" | "deleter":
            special = _SPECIALS[tokens.take().text]
            return _operation(tokens, head, special=special)
        case _:
            return _operation(tokens, head)


def _constant(tokens: FileTokens, head: Head) -> syntax.Constant:
    tokens.take()
    type_ = read_type(tokens)
    found = name(tokens, "the name of a constant behind its type")
    tokens.expect("=", "the name of a constant")
    token = tokens.take()
    literal = plain_literal(token.text) if token.kind in {"word", "number"} else None
    if literal is None:
        raise tokens.refusal(tokens.of(token), "the value of a constant must be a number or a boolean")
    value = syntax.Value(literal=literal, span=tokens.of(token))
    return syntax.Constant(**_common(head), name=found, type=type_, value=value, span=found.span)


def _constructor(tokens: FileTokens, head: Head) -> syntax.Constructor:
    span = tokens.of(tokens.take())
    tokens.expect("(", "'constructor'")
    return syntax.Constructor(**_common(head), arguments=arguments(tokens, read_type), span=span)


def _stringifier(tokens: FileTokens, head: Head) -> syntax.Attribute | syntax.Operation:
    token = tokens.take()
    if tokens.next.text == ";":
        span = tokens.of(token)
        return syntax.Operation(
            **_common(head), name=Text("", span), result=Builtin("DOMString", span),
            special=Special.STRINGIFIER, span=span,
        )  # fmt: skip
    if tokens.next.text in {"readonly", "attribute"}:
        return _attribute(tokens, head, stringifier=True)
    return _operation(tokens, head, special=Special.STRINGIFIER)


def _attribute_or_operation(tokens: FileTokens, head: Head, *, static: bool) -> syntax.Attribute | syntax.Operation:
    if tokens.next.text in {"readonly", "attribute"}:
        return _attribute(tokens, head, static=static)
    return _operation(tokens, head, static=static)


def _attribute_or_collection(tokens: FileTokens, head: Head) -> syntax.Attribute | syntax.Collection:
    readonly = tokens.accept("readonly")
    if tokens.next.text in _COLLECTIONS:
        return _collection(tokens, head, readonly=readonly)
    return _attribute(tokens, head, readonly=readonly)


def _attribute(tokens: FileTokens, head: Head, **flags: Unpack[_Flags]) -> syntax.Attribute:
    if tokens.accept("readonly"):
        flags["readonly"] = True
    if not tokens.accept("attribute"):
        raise tokens.unexpected("'attribute'")
    type_ = read_type(tokens)
    found = name(tokens, "the name of an attribute behind its type")
    return syntax.Attribute(**_common(head), **flags, name=found, type=type_, span=found.span)


def _collection(tokens: FileTokens, head: Head, *, readonly: bool) -> syntax.Collection:
    token = tokens.take()
    kind = _COLLECTIONS[token.text]
    tokens.expect("<", f"'{token.text}'")
    key, value = _entry_types(tokens)
    takes = kind is CollectionKind.ASYNC_ITERABLE and tokens.accept("(")
    found = arguments(tokens, read_type) if takes else ()
    if kind is CollectionKind.MAPLIKE and key is None:
        raise tokens.refusal(tokens.of(token), "a maplike must have two types, of its keys and of its values")
    return syntax.Collection(
        **_common(head), kind=kind, key=key, value=value, readonly=readonly, arguments=found, span=tokens.of(token)
    )


def _entry_types(tokens: FileTokens) -> tuple[TypeExpression | None, TypeExpression]:
    first = read_type(tokens)
    second = read_type(tokens) if tokens.accept(",") else None
    tokens.expect(">", "the types of a collection")
    return (None, first) if second is None else (first, second)


def _operation(
    tokens: FileTokens, head: Head, *, static: bool = False, special: Special | None = None
) -> syntax.Operation:
    start = tokens.next
    result = read_type(tokens)
    found = _operation_name(tokens, start, special)
    tokens.expect("(", "the name of an operation")
    return syntax.Operation(
        **_common(head), name=found, result=result, arguments=arguments(tokens, read_type), static=static,
        special=special, span=found.span,
    )  # fmt: skip


def _operation_name(tokens: FileTokens, start: Token, special: Special | None) -> Text:
    """Take the name; a special operation may do without one."""
    if special is not None and tokens.next.text == "(":
        return Text("", tokens.of(start))
    return name(tokens, "the name of an operation behind its result")
