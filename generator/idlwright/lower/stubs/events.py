"""Events by name: which interface a listener gets, and the overloads that say so.

An interface that fires events restates the operations that take listeners, with one overload for each interface of
events, those of its ancestors included, and the declared operation last, for names that nobody knows. A listener of
such a name takes an `Event` and finds out what it is: by `isinstance`, or where classes are protocols by `cast`. An
overload for events of one's own would take their listeners for the known names too.
"""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.light import replace
from idlwright.lower.defaults import python_string
from idlwright.lower.stubs.callables import Call, Place, functions
from idlwright.lower.stubs.parameters import Parameter, Signature, combined
from idlwright.lower.stubs.scope import Scope
from idlwright.lower.types import either, fill, named
from idlwright.model import query
from idlwright.model.definitions import Callback, CallbackInterface, Interface
from idlwright.model.members import Attribute, Operation
from idlwright.model.types import Kind, Nullable, Reference, String, Type
from idlwright.view.annotation import Annotation
from idlwright.view.stub import Function

_LISTENED = 2
"""Arguments of an operation that takes a listener: the event's name and the listener."""


def event_interfaces(scope: Scope, interface: Interface) -> dict[str, list[str]]:
    """Return the interfaces of the events fired at an interface, each with the events' names; the nearest wins."""
    known: dict[str, str] = {}
    for event in query.events_of(scope.api, interface, inherited=True):
        known.setdefault(event.name, event.interface)
    found: dict[str, list[str]] = {}
    for name in sorted(known):
        found.setdefault(known[name], []).append(name)
    return dict(sorted(found.items()))


def restated(scope: Scope, place: Place, interface: Interface) -> Iterator[tuple[Function, ...]]:
    """Yield the listener operations with their overloads, in the first interface of a line that fires events."""
    if _fires(scope, interface) and not any(
        _fires(scope, parent) for parent in query.ancestors(scope.api, interface) if isinstance(parent, Interface)
    ):
        heirs = _heirs(scope, interface)
        for operation, owner in listener_operations(scope, interface):
            page = replace(place, owner=owner.name)
            yield listening(scope, page, interface, operation, heirs)


def _fires(scope: Scope, interface: Interface) -> bool:
    return bool(query.events_of(scope.api, interface))


def _heirs(scope: Scope, interface: Interface) -> tuple[Interface, ...]:
    """Return the interfaces below one that fire further events.

    Type checkers take no overloads that narrow those of a parent, so the parent says them for its heirs.
    """
    return tuple(
        each
        for each in scope.api.definitions
        if isinstance(each, Interface)
        and _fires(scope, each)
        and any(parent.name == interface.name for parent in query.ancestors(scope.api, each))
    )


def listener_operations(scope: Scope, interface: Interface) -> Iterator[tuple[Operation, Interface]]:
    """Yield the operations, own or inherited, that take an event's name and a listener first, and who declares them."""
    for level in (interface, *query.ancestors(scope.api, interface)):
        if isinstance(level, Interface):
            for member, _ in query.members_of(scope.api, level):
                if isinstance(member, Operation) and _listener(scope, member) is not None:
                    yield member, level


def _listener(scope: Scope, operation: Operation) -> CallbackInterface | None:
    """Return the callback interface of an operation's listener, None for an operation that takes none."""
    if len(operation.arguments) < _LISTENED or not isinstance(operation.arguments[0].type, String):
        return None
    found = query.bare(scope.api, operation.arguments[1].type)
    if not isinstance(found, Reference) or found.kind is not Kind.CALLBACK_INTERFACE:
        return None
    callback = scope.api.by_name.get(found.name)
    return callback if isinstance(callback, CallbackInterface) else None


def listening(
    scope: Scope, place: Place, interface: Interface, operation: Operation, heirs: tuple[Interface, ...] = ()
) -> tuple[Function, ...]:
    """Return the overloads of an operation that takes listeners."""
    general = combined(scope, f"{interface.name}.{operation.name}", operation.arguments)
    result = scope.called(operation.result)
    receiver = "self" if place.in_class else ""
    events: dict[str, set[str]] = {}
    for level in (interface, *heirs):
        for event, names in event_interfaces(scope, level).items():
            events.setdefault(event, set()).update(names)
    ways = [_for(scope, each, operation, event, sorted(events[event])) for event in sorted(events) for each in general]
    calls = (Call(signature=each, result=result, docs=operation.docs, receiver=receiver) for each in (*ways, *general))
    return functions(scope, place, operation.name, tuple(calls))


def _for(scope: Scope, signature: Signature, operation: Operation, event: str, names: list[str]) -> Signature:
    """Return a signature for the events of one interface."""
    first, second, *rest = signature.positional
    literal = f"{scope.library_name('typing', 'Literal')}[{', '.join(map(python_string, names))}]"
    listener = _typed_listener(scope, operation, event)
    return Signature(
        positional=(
            Parameter(name=first.name, annotation=literal),
            Parameter(name=second.name, annotation=listener, default=second.default),
            *rest,
        ),
        keywords=signature.keywords,
    )


def _typed_listener(scope: Scope, operation: Operation, event: str) -> str:
    parts = [fill(scope.target.listener, named(event))]
    callback = _listener(scope, operation)
    if callback is not None:
        listener = listener_protocol(scope, callback)
        typed = Annotation(f"{listener}[{event}]", frozenset(), frozenset({listener, event}))
        parts.append(fill(scope.target.argument.callback_interface, typed))
    listened = either(parts)
    if isinstance(query.resolve(scope.api, operation.arguments[1].type), Nullable):
        listened = either((fill(scope.target.argument.nullable, listened),))
    return scope.use(listened)


def listener_protocol(scope: Scope, callback: CallbackInterface) -> str:
    """Return the name of the generic protocol of objects with a callback interface's operation."""
    return scope.target.helper.text.format(f"{callback.name}Object")


def handled(scope: Scope, interface: Interface, attribute: Attribute, type_: Type) -> str | None:
    """Return the event interface of an event handler attribute, None for what is no handler of one event."""
    bare = query.bare(scope.api, type_)
    callback = scope.api.by_name.get(bare.name) if isinstance(bare, Reference) else None
    if not isinstance(callback, Callback) or len(callback.arguments) != 1:
        return None
    if not isinstance(query.bare(scope.api, callback.arguments[0].type), Reference):
        return None
    for event in query.events_of(scope.api, interface, inherited=True):
        if event.handler == attribute.name:
            return event.interface
    return None
