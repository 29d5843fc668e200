"""Rules of exposure: in which globals a name is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from idlwright.check.labels import label
from idlwright.check.survey import Found, Subject
from idlwright.diagnostics import Note
from idlwright.model import query
from idlwright.model.definitions import Interface, Namespace

GROUPS = {
    "Worker": ("DedicatedWorker", "SharedWorker", "ServiceWorker"),
    "Worklet": ("AudioWorklet", "PaintWorklet", "LayoutWorklet", "AnimationWorklet", "SharedStorageWorklet"),
}
"""Globals that stand for several."""
GLOBALS = frozenset(
    (*GROUPS, *GROUPS["Worker"], *GROUPS["Worklet"], "*", "Window", "ShadowRealm", "RTCIdentityProvider")
)
"""Globals of the web platform; a schema's own [Global] attributes add to them."""


def _in(names: Iterable[str]) -> frozenset[str]:
    """Return the globals that an exposure list means."""
    return frozenset(each for name in names for each in (name, *GROUPS.get(name, ())))


def _within(inner: Iterable[str], outer: Iterable[str]) -> bool:
    """Tell whether everything exposed in `inner` is exposed in `outer`."""
    wide = _in(outer)
    return "*" in wide or all(name in wide or (GROUPS.get(name) and wide.issuperset(GROUPS[name])) for name in inner)


def missing_exposed(subject: Subject) -> Iterator[Found]:
    """An interface that is nowhere."""
    for definition in subject.api.definitions:
        if isinstance(definition, Interface | Namespace) and not definition.exposed:
            message = f"{label(definition)} does not say in which globals it is"
            yield Found(definition.span, message, (definition,), "add 'exposed: [Window, Worker]', or \"*\"")


def unknown_global(subject: Subject) -> Iterator[Found]:
    """A global that there is none of."""
    known = set(GLOBALS)
    for definition in subject.api.definitions:
        for attribute in definition.attributes:
            if attribute.name == "Global":
                known.update(attribute.values or (), filter(None, (attribute.value,)))
    for definition in subject.api.definitions:
        for name in definition.exposed:
            if name not in known:
                yield Found(
                    definition.span, f"unknown global '{name}'", (definition,), subject.guesses.help(name, known)
                )
    for definition, member in subject.members:
        for name in member.exposed or ():
            if name not in known:
                yield Found(
                    member.span, f"unknown global '{name}'", (definition, member), subject.guesses.help(name, known)
                )


def parent_exposure(subject: Subject) -> Iterator[Found]:
    """An interface that is where its parent is not."""
    for definition in subject.api.definitions:
        if not isinstance(definition, Interface) or definition.inherits is None:
            continue
        parent = query.interface(subject.api, definition.inherits)
        if parent and parent.exposed and not _within(definition.exposed, parent.exposed):
            message = f"'{definition.name}' is exposed where '{parent.name}', which it inherits from, is not"
            note = Note(message=f"'{parent.name}' is exposed in {', '.join(parent.exposed)}", span=parent.span)
            yield Found(definition.span, message, (definition,), notes=(note,))


def member_exposure(subject: Subject) -> Iterator[Found]:
    """A member that is where its interface is not."""
    for definition, member in subject.members:
        if member.exposed is not None and definition.exposed and not _within(member.exposed, definition.exposed):
            message = f"this member is exposed where '{definition.name}' is not"
            note = Note(
                message=f"'{definition.name}' is exposed in {', '.join(definition.exposed)}", span=definition.span
            )
            yield Found(member.span, message, (definition, member), notes=(note,))
