"""What stubs bring along: text written by hand, in templates, and what that text needs."""

from __future__ import annotations

from collections.abc import Iterable

from idlwright.light import dataclass
from idlwright.view.annotation import Import
from idlwright.view.stub import Line

_ABC = "collections.abc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a prelude."""

    template: str
    imports: tuple[Import, ...] = ()
    modules: tuple[str, ...] = ()
    """Modules that are imported whole."""
    variables: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """Public names that it defines."""
    needs: tuple[str, ...] = ()
    """Names of another module of the stubs."""


def _from(module: str, *names: str) -> tuple[Import, ...]:
    return tuple(Import(module, name) for name in names)


VARIABLES = {
    "_S": '_S = TypeVar("_S")',
    "_T": '_T = TypeVar("_T")',
    "_U": '_U = TypeVar("_U")',
    "_V": '_V = TypeVar("_V")',
    "_T_co": '_T_co = TypeVar("_T_co", covariant=True)',
    "_T_contra": '_T_contra = TypeVar("_T_contra", contravariant=True)',
}
PARTS = {
    "Promise": Part(
        template="stubs/prelude/promise.pyi.j2",
        imports=(
            *_from(_ABC, "Awaitable", "Callable", "Generator", "Iterable"),
            *_from("typing", "Any", "Generic", "overload"),
        ),
        variables=("_S", "_U", "_V", "_T_co"),
        names=("Promise",),
    ),
    "_SequenceOf": Part(
        template="stubs/prelude/sequence_of.pyi.j2",
        imports=(*_from(_ABC, "Iterator"), *_from("typing", "Protocol", "TypeAlias")),
        variables=("_T_co",),
    ),
    "_New": Part(template="stubs/prelude/new.pyi.j2", variables=("_T",)),
    "js builtins": Part(
        template="stubs/prelude/js_builtins.pyi.j2",
        imports=(*_from(_ABC, "Awaitable", "Callable", "Iterable"), *_from("typing", "Any", "Protocol")),
        variables=("_T",),
        names=("Object", "Promise"),
        needs=("JsArray", "JsFuture", "JsPromise", "OnceCallable", "Proxied", "SequenceOf"),
    ),
    "js": Part(
        template="stubs/prelude/js_typing.pyi.j2",
        modules=("builtins",),
        imports=(
            *_from(_ABC, "Awaitable", "Callable", "Generator", "Iterator", "Sequence"),
            *_from("asyncio", "Future"),
            *_from("typing", "Any", "Literal", "Protocol", "TypeAlias", "final", "overload"),
        ),
        variables=("_S", "_T", "_U", "_T_co"),
        names=(
            "JsArray", "JsBuffer", "JsClass", "JsException", "JsFuture", "JsNull", "JsObject", "JsPromise", "JsRecord",
            "OnceCallable", "Proxied", "SequenceOf",
        ),
    ),
}  # fmt: skip
JS_TYPING = PARTS["js"].names


def variable_lines(names: Iterable[str]) -> tuple[Line, ...]:
    """Return the type variables among the names."""
    wanted = set(names)
    return tuple(Line(lines=(line,)) for name, line in VARIABLES.items() if name in wanted)
