"""Constructing: `X(…)` where a target has it, `X.new(…)` everywhere, and the refusal where there is no constructor."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.lower.stubs.callables import Place, constructors, functions
from idlwright.lower.stubs.parameters import Parameter, Signature
from idlwright.lower.stubs.scope import Scope
from idlwright.lower.types import alternatives
from idlwright.model import query
from idlwright.model.definitions import Dictionary, Interface
from idlwright.model.docs import Docs
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
    docs = declared[0].docs if declared else Docs()
    if scope.target.constructible:
        calls = tuple((signature, "None", docs) for signature in found)
        yield from _named(functions(scope, place, "__init__", calls, receiver="self"))
        if interface.inherits is None:
            descriptor = scope.local("_New")
            yield Line(lines=(f"    new: {scope.library_name('typing', 'ClassVar')}[{descriptor}]",))
        return
    made = raised(interface.name) if is_exception(scope, interface) and declared else interface.name
    scope.local(made)
    calls = tuple((signature, made, docs) for signature in found)
    ignore = "override" if _conflicts(scope, interface, found) else ""
    decorators = (scope.builtin("classmethod"),)
    yield from functions(scope, place, "new", calls, receiver="cls", decorators=decorators, ignore=ignore)


def _named(found: tuple[Function, ...]) -> tuple[Function, ...]:
    return found


def raised(name: str) -> str:
    """Return the name of the class of what the constructor of an exception gives, where interfaces are protocols."""
    return f"{name}Raised"


def _declared(interface: Interface) -> tuple[Constructor, ...]:
    return tuple(member for member in interface.members if isinstance(member, Constructor))


def _signatures(scope: Scope, interface: Interface) -> tuple[Signature, ...]:
    declared = _declared(interface)
    if declared:
        return constructors(scope, Place(owner=interface.name), declared)
    never = scope.library_name("typing", "Never")
    return (Signature(positional=(Parameter(name="illegal_constructor", annotation=never),)),)


def _conflicts(scope: Scope, interface: Interface, found: tuple[Signature, ...]) -> bool:
    """Tell whether a type checker holds the constructor to that of the parent and finds that it takes less."""
    parent = query.interface(scope.api, interface.inherits) if interface.inherits else None
    if parent is None:
        return False
    above = _signatures(scope, parent)
    return not all(any(_takes(scope, signature, other) for signature in found) for other in above)


def _takes(scope: Scope, signature: Signature, other: Signature) -> bool:
    """Tell whether whatever fits `other` fits `signature`."""
    own, wanted = signature.positional, other.positional
    if len(own) < len(wanted) or any(not parameter.default for parameter in own[len(wanted) :]):
        return False
    pairs = zip(own, wanted, strict=False)
    if any((have.default == "" and want.default != "") or not _wider(scope, have, want) for have, want in pairs):
        return False
    if other.variadic is not None and signature.variadic != other.variadic:
        return False
    return not other.keywords or _takes_members(scope, signature.keywords, other.keywords)


def _wider(scope: Scope, have: Parameter, want: Parameter) -> bool:
    known = set(alternatives(have.annotation))
    return all(
        text in known or any(_same_members(scope, each, text) for each in known) for text in alternatives(want.annotation)
    )


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
