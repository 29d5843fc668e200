"""Operations and constructors: one function a way to call them."""

from __future__ import annotations

from dataclasses import dataclass

from idlwright.lower.defaults import python_string
from idlwright.lower.names import python_name
from idlwright.lower.stubs.layout import function
from idlwright.lower.stubs.parameters import Signature, parameters, signatures
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
    deprecated: bool = False
    """The owner says already that it is deprecated."""

    @property
    def indent(self) -> int:
        """Columns by which a function is indented."""
        return 4 if self.in_class else 0


def operations(scope: Scope, place: Place, overloads: tuple[Operation, ...]) -> tuple[Function, ...]:
    """Lower an operation with all its overloads."""
    first = overloads[0]
    path = f"{place.owner}.{first.name}"
    calls = tuple(
        (signature, scope.result(scope.decided(path, each.result)), each.docs)
        for each in overloads
        for signature in signatures(scope, path, each.arguments, alone=len(overloads) == 1)
    )
    decorators: tuple[str, ...] = ()
    receiver = "self" if place.in_class else ""
    if place.in_class and first.static:
        decorators, receiver = (scope.builtin("staticmethod"),), ""
    return functions(scope, place, first.name, calls, receiver=receiver, decorators=decorators)


def functions(  # noqa: PLR0913 -- what makes a function
    scope: Scope,
    place: Place,
    name: str,
    calls: tuple[tuple[Signature, str, Docs], ...],
    *,
    receiver: str,
    decorators: tuple[str, ...] = (),
    ignore: str = "",
) -> tuple[Function, ...]:
    """Return a function for each way to call; the first has the docstring."""
    found: list[Function] = []
    seen = set()
    for signature, result, docs in calls:
        items = parameters(scope, signature, receiver)
        if (items, result) in seen:
            continue
        seen.add((items, result))
        found.append(
            function(
                python_name(name),
                items,
                result,
                decorators=(*decorators, *deprecation(scope, place, f"{place.owner}.{name}", docs)),
                docstring="" if found else scope.docstring(docs, place.owner, name),
                indent=place.indent,
                ignore="" if found else ignore,
            )
        )
    return _overloaded(scope, place, tuple(found))


def _overloaded(scope: Scope, place: Place, found: tuple[Function, ...]) -> tuple[Function, ...]:
    if len(found) == 1:
        return found
    pad = " " * place.indent
    mark = f"{pad}@{scope.library_name('typing', 'overload')}"
    return tuple(Function(lines=(mark, *each.lines), docstring=each.docstring) for each in found)


def deprecation(scope: Scope, place: Place, name: str, docs: Docs) -> tuple[str, ...]:
    """Return the decorator of what is deprecated, unless its owner has it."""
    if not docs.status.deprecated or place.deprecated:
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
