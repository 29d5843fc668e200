"""Web IDL types as Python annotations: what a caller may give and what comes back, for each target.

The columns of `targets.Target` decide; here only the type is walked. Typedefs go by their own name where they may be
given, and are written out where they come back, unless both are spelled alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import assert_never

from idlwright.lower.targets import Direction, Pattern, Spellings, Target
from idlwright.model import query
from idlwright.model.api import Api
from idlwright.model.definitions import CallbackInterface, Dictionary, External, Typedef
from idlwright.model.members import Constant
from idlwright.model.types import (
    FLOATS,
    INTEGERS,
    Annotated,
    Buffer,
    Generic,
    Kind,
    Nullable,
    Primitive,
    Record,
    Reference,
    String,
    Type,
    Union,
)
from idlwright.view.annotation import Annotation, Import

NEVER = Annotation("Never", frozenset({Import("typing", "Never")}), frozenset())
NULL_IS_EMPTY = "LegacyNullToEmptyString"
OBJECT = Annotation("object", frozenset(), frozenset())
_PRIMITIVES = {
    **dict.fromkeys(INTEGERS, "int"),
    **dict.fromkeys(FLOATS, "float"),
    "boolean": "bool",
    "undefined": "None",
}
_SPLITTING = re.compile(r"[][()|]")
_BYTES = ("ArrayBuffer", "SharedArrayBuffer", "Uint8Array", "Uint8ClampedArray", "Int8Array", "DataView")


def annotation(api: Api, type_: Type, target: Target, direction: Direction) -> Annotation:
    """Return how a target spells a type that goes in a direction.

    `Annotation.names` holds the definitions and the names of the prelude (`Promise`, `_SequenceOf`) that it uses.
    """
    spellings = target.argument if direction is Direction.ARGUMENT else target.result
    match type_:
        case Primitive(name=name):
            return plain(_PRIMITIVES.get(name, "object"))
        case String():
            return plain("str")
        case Buffer(name=name):
            return fill(spellings.bytes if name in _BYTES else spellings.view)
        case Reference():
            return _reference(api, type_, target, direction)
        case Nullable(inner=inner):
            return either((fill(spellings.nullable, annotation(api, inner, target, direction)),))
        case Generic(name=name, item=item):
            of = annotation(api, item, target, direction)
            found = fill(_generic(spellings, name), of)
            # JavaScript makes a promise of any value; an `object` here would let through what it can't wait for.
            settled = name == "Promise" and target.promise_of_value and direction is Direction.ARGUMENT
            return either((found, of)) if settled and of != OBJECT else found
        case Record(value=value):
            return fill(spellings.record, annotation(api, value, target, direction))
        case Union(members=members):
            return either(annotation(api, member, target, direction) for member in members)
        case Annotated(inner=inner, attributes=attributes):
            found = annotation(api, inner, target, direction)
            empty = direction is Direction.ARGUMENT and any(each.name == NULL_IS_EMPTY for each in attributes)
            return fill(target.null_text, found) if empty else found
        case _:
            assert_never(type_)


def plain(text: str) -> Annotation:
    """Return an annotation that needs nothing."""
    return Annotation(text, frozenset(), frozenset())


def named(name: str) -> Annotation:
    """Return the annotation of a definition or a name of the prelude."""
    return Annotation(name, frozenset(), frozenset({name}))


def fill(pattern: Pattern, inner: Annotation = NEVER) -> Annotation:
    """Put an annotation into a pattern; a pattern without a place for it ignores it."""
    if "{" not in pattern.text:
        return Annotation(pattern.text, frozenset(pattern.imports), frozenset(pattern.names))
    return Annotation(
        pattern.text.format(inner.text), inner.imports.union(pattern.imports), inner.names.union(pattern.names)
    )


def either(parts: Iterable[Annotation]) -> Annotation:
    """Join annotations with `|`: each alternative once, None last, nothing beside `object`, `Never` only alone."""
    parts = tuple(parts)
    texts = list(dict.fromkeys(text for part in parts for text in alternatives(part.text)))
    if "object" in texts:
        return OBJECT
    if "None" in texts:
        texts = [*(text for text in texts if text != "None"), "None"]
    if "float" in texts:
        texts = [text for text in texts if text != "int"]
    imports = frozenset[Import]().union(*(part.imports for part in parts))
    if len(texts) > 1 and "Never" in texts:
        texts.remove("Never")
        imports -= NEVER.imports
    return Annotation(" | ".join(texts), imports, frozenset[str]().union(*(part.names for part in parts)))


@lru_cache(maxsize=4096)
def alternatives(text: str) -> tuple[str, ...]:
    """Split `A | B[C | D]` at the outer bars."""
    if " | " not in text:
        return (text,)
    parts, depth, start = [], 0, 0
    for found in _SPLITTING.finditer(text):
        character = found[0]
        depth += (character in "[(") - (character in "])")
        if character == "|" and depth == 0:
            parts.append(text[start : found.start()].strip())
            start = found.end()
    return (*parts, text[start:].strip())


def _reference(api: Api, reference: Reference, target: Target, direction: Direction) -> Annotation:
    spellings = target.argument if direction is Direction.ARGUMENT else target.result
    match reference.kind:
        case Kind.TYPEDEF:
            return _typedef(api, reference.name, target, direction)
        case Kind.EXTERNAL:
            return _external(api, reference.name, target)
        case Kind.DICTIONARY:
            if direction is Direction.ARGUMENT and hides(api, reference.name, target):
                return fill(target.object)
            return named(spellings.dictionary.text.format(reference.name))
        case Kind.CALLBACK:
            return fill(spellings.callback, named(reference.name))
        case Kind.CALLBACK_INTERFACE:
            return fill(spellings.callback_interface, named(listener_name(api, reference.name, target)))
        case Kind.INTERFACE | Kind.ENUM:
            return named(reference.name)
        case _:
            assert_never(reference.kind)


def hides(api: Api, name: str, target: Target) -> bool:
    """Tell whether a dictionary has a member that a dict would hide when it is handed over."""
    found = api.by_name.get(name)
    if not target.hidden or not isinstance(found, Dictionary):
        return False
    return any(field.name in target.hidden for field in query.fields_of(api, found))


def listener_name(api: Api, name: str, target: Target) -> str:
    """Return the alias of what may be given as a callback interface: its name, unless that is a class of constants."""
    definition = api.by_name.get(name)
    if isinstance(definition, CallbackInterface) and any(isinstance(each, Constant) for each in definition.members):
        return target.helper.text.format(f"{name}Given")
    return name


def _typedef(api: Api, name: str, target: Target, direction: Direction) -> Annotation:
    definition = api.by_name.get(name)
    if direction is Direction.ARGUMENT or not isinstance(definition, Typedef):
        return named(name)
    result = annotation(api, definition.type, target, direction)
    given = annotation(api, definition.type, target, Direction.ARGUMENT)
    return named(name) if given == result and alternatives(given.text) != (given.text,) else result


def _external(api: Api, name: str, target: Target) -> Annotation:
    definition = api.by_name.get(name)
    spelling = dict(definition.spelling) if isinstance(definition, External) else {}
    match spelling.get(target.name):
        case None:
            return OBJECT
        case "object":
            return fill(target.object)
        case "Never":
            return NEVER
        case text:
            return plain(text)


def _generic(spellings: Spellings, name: str) -> Pattern:
    match name:
        case "FrozenArray":
            return spellings.frozen
        case "ObservableArray":
            return spellings.observable
        case "Promise":
            return spellings.promise
        case "async_sequence":
            return spellings.async_sequence
        case _:
            return spellings.sequence
