"""Operations and constructors: one function a way to call them."""

from __future__ import annotations

from idlwright.light import dataclass
from idlwright.lower.defaults import python_string
from idlwright.lower.names import python_name
from idlwright.lower.stubs.decided import decided_calls
from idlwright.lower.stubs.layout import function
from idlwright.lower.stubs.parameters import Signature, covers, parameters, signatures
from idlwright.lower.stubs.scope import Scope
from idlwright.model.docs import Docs
from idlwright.model.members import Constructor, Operation
from idlwright.view.stub import Function


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where functions stand: in a class, or in the module of a global."""

    owner: str
    """The interface or namespace that has the member; its page and its paths in policy go by it."""
    in_class: bool = True

    @property
    def indent(self) -> int:
        """Columns by which a function is indented."""
        return 4 if self.in_class else 0


NO_DOCS = Docs()
"""Of what nobody declared, and so has no page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One way to call a function."""

    signature: Signature
    result: str
    docs: Docs
    receiver: str = ""


def operations(scope: Scope, place: Place, overloads: tuple[Operation, ...]) -> tuple[Function, ...]:
    """Lower an operation with all its overloads."""
    first = overloads[0]
    path = f"{place.owner}.{first.name}"
    static = place.in_class and first.static
    receiver = "self" if place.in_class and not static else ""
    alone = len(overloads) == 1
    ways = [
        (each, signature, scope.decided(path, each.result))
        for each in overloads
        for signature in signatures(scope, path, each.arguments, alone=alone)
    ]
    if alone:
        ways[:0] = [(first, signature, type_) for signature, type_ in decided_calls(scope, path, first)]
    calls = tuple(
        Call(signature=signature, result=scope.called(type_), docs=each.docs, receiver=receiver)
        for each, signature, type_ in ways
    )
    decorators = (scope.builtin("staticmethod"),) if static else ()
    return functions(scope, place, first.name, calls, decorators=decorators)


def functions(
    scope: Scope, place: Place, name: str, calls: tuple[Call, ...], *, decorators: tuple[str, ...] = ()
) -> tuple[Function, ...]:
    """Return a function for each way to call; the first has the docstring."""
    page = "constructor" if name in {"__init__", "new"} else name
    found: list[Function] = []
    seen: list[Signature] = []
    for call in calls:
        if any(covers(scope, signature, call.signature) for signature in seen):
            continue
        seen.append(call.signature)
        items = parameters(scope, call.signature, call.receiver)
        found.append(
            function(
                python_name(name),
                items,
                call.result,
                decorators=(*decorators, *deprecation(scope, f"{place.owner}.{name}", call.docs)),
                docstring="" if found or call.docs is NO_DOCS else scope.docstring(call.docs, place.owner, page),
                indent=place.indent,
            )
        )
    return _overloaded(scope, place, tuple(found))


def _overloaded(scope: Scope, place: Place, found: tuple[Function, ...]) -> tuple[Function, ...]:
    if len(found) == 1:
        return found
    pad = " " * place.indent
    mark = f"{pad}@{scope.library_name('typing', 'overload')}"
    return tuple(Function(lines=(mark, *each.lines), docstring=each.docstring) for each in found)


def deprecation(scope: Scope, name: str, docs: Docs) -> tuple[str, ...]:
    """Return the decorator of what is deprecated.

    A deprecated interface has it at its constructor and its members, not at the class: checkers would report every
    use of the class's name in the stubs themselves.
    """
    if not docs.status.deprecated:
        return ()
    advice = " ".join(docs.status.advice.split()) or f"{name} is deprecated."
    return (f"{scope.library_name('typing_extensions', 'deprecated')}({python_string(advice)})",)


def constructors(scope: Scope, place: Place, overloads: tuple[Constructor, ...]) -> tuple[Signature, ...]:
    """Return the ways to construct an interface."""
    path = f"{place.owner}.constructor"
    return tuple(
        signature
        for each in overloads
        for signature in signatures(scope, path, each.arguments, alone=len(overloads) == 1)
    )
