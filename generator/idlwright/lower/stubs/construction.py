"""Constructing: `X(…)` where a target has it, `X.new(…)` everywhere, and the refusal where there is no constructor."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.light import replace
from idlwright.lower.stubs.callables import NO_DOCS, Call, Place, constructors, functions
from idlwright.lower.stubs.parameters import Parameter, Signature, combined
from idlwright.lower.stubs.scope import Scope
from idlwright.lower.types import alternatives
from idlwright.model import query
from idlwright.model.definitions import Dictionary, Interface
from idlwright.model.members import Constructor
from idlwright.view.stub import Function, Line

EXCEPTION = "DOMException"
"""Web IDL's own exception: what inherits from it is an exception too."""


def is_exception(scope: Scope, interface: Interface) -> bool:
    """Tell whether an interface is an exception."""
    return interface.name == EXCEPTION or any(
        parent.name == EXCEPTION for parent in query.ancestors(scope.api, interface)
    )


def construction(scope: Scope, place: Place, interface: Interface) -> Iterator[Function | Line]:
    """Lower what makes objects of an interface."""
    found = _signatures(scope, interface)
    declared = _declared(interface)
    docs = declared[0].docs if declared else NO_DOCS
    if scope.target.constructible:
        calls = tuple(Call(signature=each, result="None", docs=docs, receiver="self") for each in found)
        yield from functions(scope, place, "__init__", calls)
        if interface.inherits is None:
            descriptor = scope.local("_New")
            yield Line(lines=(f"    new: {scope.library_name('typing', 'ClassVar')}[{descriptor}]",))
        return
    made = raised(interface.name) if is_exception(scope, interface) and declared else interface.name
    scope.local(made)
    calls = tuple(Call(signature=each, result=made, docs=docs, receiver="cls") for each in found)
    decorators = (scope.builtin("classmethod"),)
    made_by = functions(scope, place, "new", calls, decorators=decorators)
    yield from _excused(made_by) if _conflicts(scope, interface, found) else made_by


def _excused(found: tuple[Function, ...]) -> tuple[Function, ...]:
    """Say that a constructor may take other arguments than that of a parent, which Python does not expect of `new`.

    mypy reports overloads where the first begins, pyright at the name of the last.
    """
    if len(found) == 1:
        return (_marked(found[0], "    def ", "type: ignore[override]"),)
    first = _marked(found[0], "    @", "type: ignore[override]")
    last = _marked(found[-1], "    def ", "pyright: ignore[reportIncompatibleMethodOverride]")
    return (first, *found[1:-1], last)


def _marked(function: Function, beginning: str, comment: str) -> Function:
    """Put a comment behind the first line that begins so."""
    number = next(number for number, line in enumerate(function.lines) if line.startswith(beginning))
    lines = list(function.lines)
    lines[number] += f"  # {comment}"
    return replace(function, lines=tuple(lines))


def raised(name: str) -> str:
    """Return the name of the class of what the constructor of an exception gives, where interfaces are protocols."""
    return f"{name}Raised"


def _declared(interface: Interface) -> tuple[Constructor, ...]:
    return tuple(member for member in interface.members if isinstance(member, Constructor))


def _signatures(scope: Scope, interface: Interface) -> tuple[Signature, ...]:
    declared = _declared(interface)
    if declared:
        if len(declared) == 1 and not scope.target.constructible:
            return combined(scope, f"{interface.name}.constructor", declared[0].arguments)
        return constructors(scope, Place(owner=interface.name), declared)
    never = scope.library_name("typing", "Never")
    return (Signature(positional=(Parameter(name="illegal_constructor", annotation=never),)),)


def _conflicts(scope: Scope, interface: Interface, found: tuple[Signature, ...]) -> bool:
    """Tell whether type checkers, which hold a constructor to those of its ancestors, find that it takes less."""
    for parent in query.ancestors(scope.api, interface):
        if isinstance(parent, Interface):
            above = _signatures(scope, parent)
            if not all(any(_takes(scope, signature, other) for signature in found) for other in above):
                return True
    return False


def _takes(scope: Scope, signature: Signature, other: Signature) -> bool:
    """Tell whether whatever fits `other` fits `signature`."""
    own, wanted = signature.positional, other.positional
    if signature.variadic is not None:
        own += (replace(signature.variadic, default="..."),) * (len(wanted) - len(own))
    if len(own) < len(wanted) or any(not parameter.default for parameter in own[len(wanted) :]):
        return False
    pairs = zip(own, wanted, strict=False)
    if any((have.default == "" and want.default != "") or not _wider(scope, have, want) for have, want in pairs):
        return False
    if other.variadic is not None and signature.variadic != other.variadic:
        return False
    if other.keywords:
        return _takes_members(scope, signature.keywords, other.keywords)
    return not any((_fields(scope, signature.keywords) or {}).values())


def _wider(scope: Scope, have: Parameter, want: Parameter) -> bool:
    known = set(alternatives(have.annotation))
    wanted = [text for text in alternatives(want.annotation) if text not in known and text != "Never"]
    return all(any(_same_members(scope, each, text) for each in known) for text in wanted)


def _fields(scope: Scope, name: str) -> dict[str, bool] | None:
    found = scope.api.by_name.get(name)
    if not isinstance(found, Dictionary):
        return None
    return {field.name: field.required for field in query.fields_of(scope.api, found)}


def _same_members(scope: Scope, have: str, want: str) -> bool:
    known, wanted = _fields(scope, have), _fields(scope, want)
    return known is not None and known == wanted


def _takes_members(scope: Scope, have: str, want: str) -> bool:
    known, wanted = _fields(scope, have), _fields(scope, want)
    if known is None or wanted is None or not known.keys() >= wanted.keys():
        return False
    return all(not required or wanted.get(name, False) for name, required in known.items())
