"""The whole model as one JSON document: every node an object with its kind and all of its fields.

The keys are the fields of the classes of `idlwright.model`, which say what each means; places in files are left out.
"""

from __future__ import annotations

import math
from typing import TypeAlias, cast

from idlwright.model.api import Api

VERSION = 1
"""Goes up when a key goes, or means something else; a new key leaves it."""
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
_WITHOUT_KIND = frozenset({"Api", "Docs", "Status", "Support", "Throws", "Origin"})
_LEFT_OUT = frozenset({"span", "by_name"})


def document(api: Api) -> dict[str, Json]:
    """Return the document; `schema` is the version of its form."""
    return {"schema": VERSION, **cast("dict[str, Json]", _tree(api))}


def _tree(value: object) -> Json:
    if isinstance(value, tuple):
        return [_tree(item) for item in cast("tuple[object, ...]", value)]
    if isinstance(value, float) and not math.isfinite(value):
        return None  # JSON has no such number; `text` of a literal says it
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return str(value)
    return _node(value)


def _node(node: object) -> dict[str, Json]:
    """Return an object with `kind` and the fields of a node."""
    name = type(node).__name__
    made: dict[str, Json] = {} if name in _WITHOUT_KIND else {_key(node): _words(name)}
    for field in cast("dict[str, object]", getattr(node, "__dataclass_fields__")):  # noqa: B009 - every node has them
        if field not in _LEFT_OUT:
            made[field] = _tree(getattr(node, field))
    return made


def _key(node: object) -> str:
    """Return the key for the kind of a node: `kind`, or `node` where the node has a field of that name."""
    return "node" if hasattr(node, "kind") else "kind"


def _words(name: str) -> str:
    """Return a class's name in small letters: `CallbackInterface` is `callback interface`."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
