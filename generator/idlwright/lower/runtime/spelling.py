"""What behaviour sees: the Python type of a converted argument.

Public annotations say what a caller may give (an iterable, a mapping); a converted value is one definite thing
(a list, the TypedDict with its defaults, a memoryview). Results are spelled as in the stubs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from idlwright.lower.targets import CPYTHON
from idlwright.lower.types import alternatives, listener_name
from idlwright.model import query
from idlwright.model.api import Api
from idlwright.model.definitions import External
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

OBJECT = Annotation("object", frozenset(), frozenset())
NONE = Annotation("None", frozenset(), frozenset())


def builtin(text: str) -> Annotation:
    """Return an annotation that needs no import."""
    return Annotation(text, frozenset(), frozenset())


def external_spelling(api: Api, name: str) -> str:
    """Return how CPython spells a name that the schema deliberately does not define."""
    definition = api.by_name.get(name)
    spelling = dict(definition.spelling) if isinstance(definition, External) else {}
    return spelling.get(CPYTHON.name, "object")


def wrapped(pattern: str, parts: Iterable[Annotation], imports: frozenset[Import] = frozenset()) -> Annotation:
    """Put annotations into a pattern such as `list[{}]`."""
    parts = tuple(parts)
    return Annotation(
        pattern.format(*(part.text for part in parts)),
        imports.union(*(part.imports for part in parts)),
        frozenset().union(*(part.names for part in parts)),
    )


def either(parts: Iterable[Annotation]) -> Annotation:
    """Join annotations with `|`: each once, None last, `Never` only when alone."""
    parts = tuple(parts)
    texts = list(dict.fromkeys(text for part in parts for text in alternatives(part.text) if text != "Never"))
    if "None" in texts:
        texts.remove("None")
        texts.append("None")
    joined = wrapped("", parts)
    imports = joined.imports if not texts or "Never" in texts else joined.imports - {NEVER}
    return Annotation(" | ".join(texts) or "Never", imports, joined.names)


NEVER = Import("typing", "Never")


def converted(api: Api, type_: Type) -> Annotation:
    """Return the Python type of a value of this type after its conversion."""
    match type_:
        case Primitive(name=name):
            return builtin(_primitive(name))
        case String():
            return builtin("str")
        case Buffer():
            return builtin("memoryview")
        case Reference():
            return _reference(api, type_)
        case Nullable(inner=inner):
            return either((converted(api, inner), NONE))
        case Generic(name=name, item=item):
            return _generic(name, converted(api, item))
        case Record(value=value):
            return wrapped("dict[str, {}]", (converted(api, value),))
        case Union(members=members):
            return either(converted(api, member) for member in members)
        case Annotated(inner=inner):
            return converted(api, inner)
        case _:
            assert_never(type_)


def _primitive(name: str) -> str:
    if name in INTEGERS:
        return "int"
    if name in FLOATS:
        return "float"
    return {"boolean": "bool", "undefined": "None"}.get(name, "object")


def _reference(api: Api, reference: Reference) -> Annotation:
    match reference.kind:
        case Kind.TYPEDEF:
            return converted(api, query.resolve(api, reference))
        case Kind.EXTERNAL:
            text = external_spelling(api, reference.name)
            return Annotation(text, frozenset({NEVER} if text == "Never" else ()), frozenset())
        case Kind.CALLBACK_INTERFACE:
            name = listener_name(api, reference.name, CPYTHON)
            return Annotation(name, frozenset(), frozenset({name}))
        case _:
            return Annotation(reference.name, frozenset(), frozenset({reference.name}))


def _generic(name: str, item: Annotation) -> Annotation:
    match name:
        case "FrozenArray":
            return wrapped("tuple[{}, ...]", (item,))
        case "Promise":
            return wrapped("Promise[{}]", (item, Annotation("", frozenset(), frozenset({"Promise"}))))
        case "async_sequence":
            return wrapped("AsyncIterable[{}]", (item,), frozenset({Import("collections.abc", "AsyncIterable")}))
        case _:
            return wrapped("list[{}]", (item,))
