"""Members: the first key says which kind one is, and the kind says which keys and containers it has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from idlwright.diagnostics.suggest import closest
from idlwright.light import dataclass
from idlwright.model.members import CollectionKind, Special
from idlwright.parse.arguments import argument
from idlwright.parse.docs import COMMON, common
from idlwright.parse.entries import Entries, first_of, opening, wrong_node
from idlwright.parse.prose import phrase
from idlwright.parse.report import Report, plainly, shown
from idlwright.parse.types import type_expression
from idlwright.parse.values import constant, value
from idlwright.parse.words import choice, identifier
from idlwright.syntax.members import Attribute, Collection, Constant, Constructor, Field, Member, Operation
from idlwright.syntax.nodes import Entry, Mapping, Node, Scalar
from idlwright.syntax.text import Text
from idlwright.syntax.types import Builtin

ReadMember: TypeAlias = Callable[[Entries, Entry], Member | None]
_special = choice(tuple(Special), "the kind of a special operation")


@dataclass(frozen=True, slots=True)
class _Kind:
    what: str
    """For messages, with its article."""
    read: ReadMember
    keys: frozenset[str]


def member(report: Report, node: Node, kinds: tuple[str, ...], container: str) -> Member | None:
    """Read a member that is of one of `kinds`, those that the container (`an interface`) may have."""
    if not isinstance(node, Mapping):
        wrong_node(report, node, "a member must be a mapping", f"it begins with one of {', '.join(kinds)}")
        return None
    head = _head(node)
    if head is None or head.key.text not in kinds:
        _unknown(report, node, head, kinds, container)
        return None
    kind = KINDS[head.key.text]
    with report.inside(_label(head)):
        return kind.read(Entries(report, node, kind.what, kind.keys), head)


def _head(node: Mapping) -> Entry | None:
    """Return the entry that says the kind: `stringifier` is a flag as well, so any other goes before it."""
    return first_of(node, _KINDS_BUT_FLAGS) or first_of(node, ("stringifier",))


def _unknown(report: Report, node: Mapping, head: Entry | None, kinds: tuple[str, ...], container: str) -> None:
    options = f"a member begins with one of {', '.join(kinds)}"
    if head is not None:
        message = f"{container} can't have a member '{head.key.text}'"
        report.error("unknown-member", head.key.span, message, options)
    elif node.entries:
        key = node.entries[0].key
        guess = closest(key.text, kinds)
        help_ = f"did you mean '{guess}'?" if guess else options
        report.error("unknown-member", key.span, f"no member begins with {shown(key.text)}", help_)
    else:
        report.error("unknown-member", opening(node), "the member is empty", options)


def _label(head: Entry) -> str:
    """Return the step of a finding's path, as `syntax.labels.label` has it."""
    kind = head.key.text
    name = head.value.text if isinstance(head.value, Scalar) else ""
    if kind in _UNNAMED:
        return kind
    return f"{kind} {plainly(name)}" if name else kind


def _attribute(entries: Entries, head: Entry) -> Attribute | None:
    name = entries.need("attribute", identifier)
    type_ = entries.need("type", type_expression)
    entries.conflict("inherit", "readonly", "an inherited attribute is one that can be set")
    entries.conflict("inherit", "static", "a static attribute overrides nothing")
    entries.conflict("stringifier", "static", "a static attribute has no object to turn into a string")
    shared = common(entries, name.span if name else head.key.span)
    flags = {key: entries.flag(key) for key in ("readonly", "static", "inherit", "stringifier")}
    return Attribute(name=name, type=type_, **flags, **shared) if name and type_ else None


def _operation(entries: Entries, head: Entry) -> Operation | None:
    special = entries.take("special", _special)
    unnamed = isinstance(head.value, Scalar) and not head.value.text and "special" in entries
    name = Text("", head.key.span) if unnamed else entries.need("operation", identifier)
    result = entries.take("returns", type_expression) if "returns" in entries else Builtin("undefined", head.key.span)
    entries.conflict("special", "static", "a special operation is one of objects")
    arguments = entries.many("arguments", argument)
    words = entries.take("returns_summary", phrase)
    shared = common(entries, head.key.span if unnamed or name is None else name.span)
    if name is None or result is None:
        return None
    return Operation(
        name=name,
        result=result,
        arguments=arguments,
        static=entries.flag("static"),
        special=Special(special.text) if special else None,
        result_summary=words,
        **shared,
    )


def _stringifier(entries: Entries, head: Entry) -> Operation | None:
    _nothing(entries, head, "a named one is an operation with 'special: stringifier'")
    return Operation(
        name=Text("", head.key.span),
        result=Builtin("DOMString", head.key.span),
        special=Special.STRINGIFIER,
        **common(entries, head.key.span),
    )


def _constructor(entries: Entries, head: Entry) -> Constructor | None:
    _nothing(entries, head, "a constructor has no name")
    return Constructor(arguments=entries.many("arguments", argument), **common(entries, head.key.span))


def _nothing(entries: Entries, head: Entry, help_: str) -> None:
    """Make sure that a key which only names the kind has no value."""
    if not isinstance(head.value, Scalar) or head.value.text:
        wrong_node(entries.report, head.value, f"'{head.key.text}:' must stand alone", help_)


def _constant(entries: Entries, head: Entry) -> Constant | None:
    name = entries.need("const", identifier)
    type_ = entries.need("type", type_expression)
    literal = entries.need("value", constant)
    shared = common(entries, name.span if name else head.key.span)
    return Constant(name=name, type=type_, value=literal, **shared) if name and type_ and literal else None


def _field(entries: Entries, head: Entry) -> Field | None:
    name = entries.need("field", identifier)
    type_ = entries.need("type", type_expression)
    default = entries.take("default", value)
    entries.conflict("default", "required", "a required field has no default")
    required = entries.flag("required")
    shared = common(entries, name.span if name else head.key.span)
    return Field(name=name, type=type_, required=required, default=default, **shared) if name and type_ else None


def _collection(entries: Entries, head: Entry) -> Collection | None:
    kind = CollectionKind(head.key.text)
    item = entries.need(head.key.text, type_expression)
    key = (
        entries.need("key", type_expression) if kind is CollectionKind.MAPLIKE else entries.take("key", type_expression)
    )
    arguments = entries.many("arguments", argument)
    shared = common(entries, head.key.span)
    if item is None or (key is None and ("key" in entries or kind is CollectionKind.MAPLIKE)):
        return None
    readonly = entries.flag("readonly")
    return Collection(kind=kind, key=key, value=item, readonly=readonly, arguments=arguments, **shared)


def _kind(what: str, read: ReadMember, *keys: str) -> _Kind:
    return _Kind(what, read, frozenset((*keys, *COMMON)))


KINDS: dict[str, _Kind] = {
    "constructor": _kind("a constructor", _constructor, "constructor", "arguments"),
    "attribute": _kind("an attribute", _attribute, "attribute", "type", "readonly", "static", "inherit", "stringifier"),
    "operation": _kind(
        "an operation", _operation, "operation", "returns", "returns_summary", "static", "special", "arguments"
    ),
    "stringifier": _kind("a stringifier", _stringifier, "stringifier"),
    "const": _kind("a constant", _constant, "const", "type", "value"),
    "field": _kind("a field", _field, "field", "type", "required", "default"),
    "iterable": _kind("an iterable", _collection, "iterable", "key"),
    "async_iterable": _kind("an asynchronous iterable", _collection, "async_iterable", "key", "arguments"),
    "maplike": _kind("a maplike", _collection, "maplike", "key", "readonly"),
    "setlike": _kind("a setlike", _collection, "setlike", "readonly"),
}
_UNNAMED = frozenset(("constructor", "stringifier", *CollectionKind))
_KINDS_BUT_FLAGS = KINDS.keys() - {"stringifier"}
