"""Where None of the runtime is `null` in JavaScript, and not `undefined`.

The generated signatures say where a result can be None. That is `null`, but for the few whose IDL says `undefined` (or
that engines agree to answer so, whatever the IDL says).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast, get_args

from background_fetch._generated import aliases

_UNDEFINED: Final = frozenset(
    {
        ("Clients", "get"),
        ("BackgroundFetchManager", "get"),
        ("BackgroundFetchRegistration", "match"),
        ("Cache", "match"),
        ("CacheStorage", "match"),
        ("ServiceWorkerContainer", "getRegistration"),
    }
)


def gives_null(class_: type, name: str) -> bool:
    """Tell whether a member's None is `null`."""
    for each in class_.__mro__:
        if name in each.__dict__:
            member: object = each.__dict__[name]
            if isinstance(member, property):
                member = member.fget
            elif isinstance(member, classmethod | staticmethod):
                member = member.__func__
            annotations = cast(
                "dict[str, object]", getattr(cast("Callable[..., object]", member), "__annotations__", {})
            )
            return _has_none(str(annotations.get("return", ""))) and (each.__name__, name) not in _UNDEFINED
    return False


def _has_none(result: str) -> bool:
    """Tell whether an annotation, or the alias that it names, ends in `| None`; `Promise[…]` is looked into."""
    inner = result.removeprefix("Promise[").removesuffix("]") if result.startswith("Promise[") else result
    return inner.endswith("| None") or type(None) in get_args(getattr(aliases, inner, None))
