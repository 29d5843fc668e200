"""Where None of the runtime is `null` in JavaScript, and not `undefined`.

The generated signatures say where a result can be None. That is `null`, but for the few whose IDL says `undefined` (or
that engines agree to answer so, whatever the IDL says).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

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
            annotations = cast("dict[str, object]", getattr(cast("Callable[..., object]", member), "__annotations__", {}))
            result = str(annotations.get("return", ""))
            return result.rstrip("]").endswith("| None") and (each.__name__, name) not in _UNDEFINED
    return False
