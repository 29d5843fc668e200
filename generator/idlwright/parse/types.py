"""Type expressions: all of Web IDL's grammar of types, read by recursive descent."""

from __future__ import annotations

from idlwright.diagnostics import Diagnostic, Fix
from idlwright.diagnostics.suggest import closest
from idlwright.model.types import BUFFERS, GENERICS, PRIMITIVES, STRINGS
from idlwright.parse.attributes import attribute_list
from idlwright.parse.entries import wrong_node
from idlwright.parse.report import Report, shown
from idlwright.parse.tokens import RefusedError, Token, Tokens
from idlwright.syntax.attributes import ExtendedAttribute
from idlwright.syntax.nodes import Node, Scalar
from idlwright.syntax.types import Annotated, Builtin, Generic, Name, Nullable, Record, TypeExpression, Union

BUILTINS = frozenset((*PRIMITIVES, *STRINGS, *BUFFERS))
_FOLLOWERS = {"unsigned": ("short", "long"), "unrestricted": ("float", "double")}
FOREIGN = {
    "string": "DOMString", "String": "DOMString", "str": "DOMString", "bytes": "ByteString",
    "int": "long", "integer": "long", "Integer": "long", "uint": "unsigned long", "int32": "long",
    "uint8": "octet", "int8": "byte", "int16": "short", "uint16": "unsigned short", "uint32": "unsigned long",
    "int64": "long long", "uint64": "unsigned long long", "i32": "long", "u32": "unsigned long", "char": "octet",
    "number": "double", "Number": "double", "bool": "boolean", "Boolean": "boolean",
    "void": "undefined", "Void": "undefined", "None": "undefined", "Any": "any", "unknown": "any", "Object": "object",
    "BigInt": "bigint", "Symbol": "symbol",
}  # fmt: skip
"""Types of other languages → what Web IDL calls them."""
FOREIGN_GENERICS = {
    "List": "sequence", "list": "sequence", "Array": "sequence", "array": "sequence", "Sequence": "sequence",
    "Set": "sequence", "Iterable": "sequence", "ReadonlyArray": "FrozenArray", "tuple": "FrozenArray",
    "AsyncIterable": "async_sequence", "async_iterable": "async_sequence", "promise": "Promise",
    "Awaitable": "Promise", "Future": "Promise", "dict": "record", "Dict": "record", "Map": "record",
    "map": "record", "Record": "record", "Mapping": "record",
}  # fmt: skip


def parse_type(scalar: Scalar) -> tuple[TypeExpression | None, tuple[Diagnostic, ...]]:
    """Parse a type that stands in no document."""
    report = Report()
    found = type_expression(report, scalar)
    return found, tuple(report.found)


def type_expression(report: Report, node: Node) -> TypeExpression | None:
    """Read a type."""
    if not isinstance(node, Scalar) or not node.text:
        wrong_node(report, node, "here must stand a type", "quote a type that begins with '['")
        return None
    if node.text in BUILTINS:
        return Builtin(node.text, node.span)
    before = len(report.found)
    try:
        tokens = Tokens(report, node, "type-syntax")
        found = read_type(tokens)
        _end(tokens)
    except RefusedError:
        return None
    return found if len(report.found) == before else None


def read_type(tokens: Tokens, *, attributed: bool = True, member: bool = False) -> TypeExpression:
    """Take a type from the tokens; `member` is one of a union, where `any` and promises make no sense."""
    start = tokens.next.start
    tokens.descend()
    attributes: tuple[ExtendedAttribute, ...] = ()
    if tokens.next.text == "[":
        if not attributed:
            raise tokens.unexpected("a type", "extended attributes stand in front of the whole type")
        attributes = attribute_list(tokens, read_type)
    found = _plain(tokens, member=member)
    tokens.depth -= 1
    return Annotated(found, attributes, tokens.span(start, tokens.last_end)) if attributes else found


def _plain(tokens: Tokens, *, member: bool) -> TypeExpression:
    token = tokens.next
    found = _union(tokens) if token.text == "(" else _single(tokens)
    whole = tokens.span(token.start, tokens.last_end)
    alone = token.text in {"any", "Promise"}
    if member and alone:
        raise tokens.refusal(whole, f"'{token.text}' can't be a member of a union")
    if tokens.next.text != "?":
        return found
    if alone:
        reason = "any holds null already" if token.text == "any" else "a promise is always an object"
        raise tokens.refusal(whole, f"'{token.text}' can't be nullable", f"delete the '?': {reason}")
    tokens.take()
    if tokens.next.text == "?":
        raise tokens.refusal(tokens.of(tokens.next), "one '?' is enough", "delete it")
    return Nullable(found, tokens.span(token.start, tokens.last_end))


def _single(tokens: Tokens) -> TypeExpression:
    token = tokens.next
    if token.kind != "word":
        raise tokens.unexpected("a type")
    tokens.take()
    if tokens.next.text == "<":
        return _generic(tokens, token)
    name = _words(tokens, token)
    span = tokens.span(token.start, tokens.last_end)
    if name in BUILTINS:
        return Builtin(name, span)
    if name in GENERICS or name == "record":
        inner = "<DOMString, T>" if name == "record" else "<T>"
        raise tokens.unexpected(f"'<' behind '{name}'", f"write {name}{inner}")
    if "-" in name:
        raise tokens.refusal(span, f"{shown(name)} can't be the name of a type")
    if name in FOREIGN:
        fix = Fix(span=span, replacement=FOREIGN[name])
        help_ = f"did you mean {FOREIGN[name]}?"
        tokens.report.error("foreign-type", span, f"'{name}' is not a type of Web IDL", help_, fix=fix)
    return Name(name.removeprefix("_"), span)


def _words(tokens: Tokens, token: Token) -> str:
    """Return a type's name, with the further words that `unsigned`, `unrestricted` and `long` take."""
    words = [token.text]
    if token.text in _FOLLOWERS:
        if tokens.next.text not in _FOLLOWERS[token.text]:
            raise tokens.unexpected(f"{' or '.join(_FOLLOWERS[token.text])} behind '{token.text}'")
        words.append(tokens.take().text)
    if words[-1] == "long" and tokens.next.text == "long":
        words.append(tokens.take().text)
    return " ".join(words)


def _generic(tokens: Tokens, token: Token) -> TypeExpression:
    name = token.text
    if name not in GENERICS and name != "record":
        guess = FOREIGN_GENERICS.get(name) or closest(name, (*GENERICS, "record"))
        help_ = f"did you mean {guess}<…>?" if guess else f"{', '.join(GENERICS)} and record do"
        raise tokens.refusal(tokens.of(token), f"{shown(name)} does not take types in '<>'", help_)
    tokens.take()
    if name == "record":
        return _record(tokens, token)
    item = read_type(tokens, attributed=name != "Promise")
    if tokens.next.text == ",":
        raise tokens.unexpected(f"'>': {name} takes one type")
    tokens.expect(">", f"the type in {name}<")
    return Generic(name, item, tokens.span(token.start, tokens.last_end))


def _record(tokens: Tokens, token: Token) -> TypeExpression:
    first = tokens.next
    key = read_type(tokens, attributed=False)
    if not (isinstance(key, Name) or (isinstance(key, Builtin) and key.name in STRINGS)):
        span = tokens.span(first.start, tokens.last_end)
        raise tokens.refusal(span, "the keys of a record must be strings", f"write one of {', '.join(STRINGS)}")
    tokens.expect(",", "the key type of a record")
    value = read_type(tokens)
    tokens.expect(">", "the value type of a record")
    return Record(key, value, tokens.span(token.start, tokens.last_end))


def _union(tokens: Tokens) -> TypeExpression:
    start = tokens.take().start
    members = [read_type(tokens, member=True)]
    while tokens.accept("or"):
        members.append(read_type(tokens, member=True))
    if tokens.next.text in {"|", ","}:
        raise tokens.unexpected("'or' or ')'", "write (A or B)")
    tokens.expect(")", "the types of a union")
    span = tokens.span(start, tokens.last_end)
    if len(members) == 1:
        raise tokens.refusal(span, "a union must have at least two types", "delete the parentheses, or write (A or B)")
    return Union(tuple(members), span)


def _end(tokens: Tokens) -> None:
    """Make sure that a type is complete; for what else stands there, say what was probably meant."""
    help_ = None
    if tokens.next.text == "[":
        help_ = "a list of T is sequence<T>"
    elif tokens.next.text in {"|", "or"}:
        help_ = "a union stands in parentheses: (A or B)"
    tokens.end("the type", help_)
