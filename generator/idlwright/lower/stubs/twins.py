"""A static and a regular operation of one name: `Response.json(…)` of the class, `response.json()` of its objects.

Python has one attribute for both, so it is a descriptor that gives one or the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.lower.names import python_name
from idlwright.lower.stubs.callables import NO_DOCS, Call, Place, functions
from idlwright.lower.stubs.layout import function
from idlwright.lower.stubs.parameters import signatures
from idlwright.lower.stubs.scope import Scope
from idlwright.model.members import InterfaceMember, Operation
from idlwright.view.stub import Class, Line


def twin_names(members: tuple[InterfaceMember, ...]) -> frozenset[str]:
    """Return the names that both a static and a regular operation have."""
    found = [member for member in members if isinstance(member, Operation) and member.name]
    static = {member.name for member in found if member.static}
    return frozenset(member.name for member in found if not member.static and member.name in static)


def twin_line(scope: Scope, place: Place, operation: Operation) -> Line:
    """Return the attribute of a class."""
    variable = scope.library_name("typing", "ClassVar")
    return Line(
        lines=(f"    {python_name(operation.name)}: {variable}[{_helper(place, operation.name)}]",),
        docstring=scope.docstring(operation.docs, place.owner, operation.name),
    )


def twin_classes(scope: Scope, place: Place, members: tuple[InterfaceMember, ...]) -> Iterator[Class]:
    """Yield what stands behind such attributes: both functions as protocols, and the descriptor."""
    for name in sorted(twin_names(members)):
        found = [member for member in members if isinstance(member, Operation) and member.name == name]
        helper = _helper(place, name)
        protocol = scope.library_name("typing", "Protocol")
        for suffix, static in (("Static", True), ("Method", False)):
            calls = _calls(scope, f"{place.owner}.{name}", tuple(each for each in found if each.static is static))
            body = functions(scope, Place(owner=""), "__call__", calls)
            yield Class(lines=(f"class {helper}{suffix}({protocol}):",), members=body)
        mark = scope.library_name("typing", "overload")
        ways = (("None", "Static"), (place.owner, "Method"))
        getters = tuple(
            function(
                "__get__",
                ("self", f"instance: {instance}", f"owner: {scope.builtin('object')}", "/"),
                f"{helper}{suffix}",
                decorators=(mark,),
            )
            for instance, suffix in ways
        )
        yield Class(lines=(f"class {helper}:",), members=getters)


def _helper(place: Place, name: str) -> str:
    return f"_{place.owner}{name[:1].upper()}{name[1:]}"


def _calls(scope: Scope, path: str, found: tuple[Operation, ...]) -> tuple[Call, ...]:
    return tuple(
        Call(signature=signature, result=scope.called(scope.decided(path, each.result)), docs=NO_DOCS, receiver="self")
        for each in found
        for signature in signatures(scope, path, each.arguments, alone=len(found) == 1)
    )
