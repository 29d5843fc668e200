"""Facts into the documents of a schema: support and status of definitions, members and events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import cast

from idlwright.importing.compat import Compat, Facts
from idlwright.importing.splice import Edit, Source, apply_edits, entry, put, take_out
from idlwright.light import dataclass
from idlwright.model.docs import Status, Support
from idlwright.model.members import CollectionKind
from idlwright.syntax.definitions import Definition, EventFired, External, Interface, Mixin
from idlwright.syntax.docs import Docs
from idlwright.syntax.labels import label
from idlwright.syntax.members import Attribute, Collection, Constant, Constructor, Field, Member, Operation
from idlwright.syntax.nodes import Document, Mapping, Sequence
from idlwright.syntax.schema import Schema

Sources = dict[str, str]


@dataclass(slots=True, kw_only=True)
class Filled:
    """The texts after an import of facts, and what happened."""

    files: Sources = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    """Definitions, members and events that the data say nothing about."""
    lost: list[str] = field(default_factory=list)
    """Advice on what is deprecated no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """Support and status of a node; of a member what counts, wherever it is said."""

    support: tuple[Support, ...]
    status: Status


def fill(sources: Sources, documents: Iterable[Document], schema: Schema, compat: Compat) -> Filled:
    """Put what the data say into the texts that differ from it."""
    filling = _Filling(schema, compat)
    nodes = {_place(mapping, name): mapping for mapping, name in _roots(documents)}
    edits: dict[str, list[Edit]] = {}
    made = {file: Source(text) for file, text in sources.items()}
    mains = sorted(schema.definitions, key=lambda each: bool(getattr(each, "partial", False)))  # what partials inherit
    for definition in mains:
        mapping = nodes.get((definition.span.file, definition.span.line))
        if mapping is None or isinstance(definition, External):
            continue
        file = definition.span.file
        edits.setdefault(file, []).extend(filling.definition(definition, mapping, made[file]))
    filling.filled.files.update({file: apply_edits(text, edits.get(file, ())) for file, text in sources.items()})
    return filling.filled


def _roots(documents: Iterable[Document]) -> Iterator[tuple[Mapping, str]]:
    for document in documents:
        if isinstance(document.root, Mapping):
            for key in document.root.entries:
                yield document.root, key.key.text


def _place(mapping: Mapping, key: str) -> tuple[str, int]:
    found = entry(mapping, key)
    span = found.value.span if found else mapping.span
    return span.file, span.line


class _Filling:
    def __init__(self, schema: Schema, compat: Compat) -> None:
        self.filled = Filled()
        self._compat = compat
        self._said: dict[str, _Said] = {}
        self._includers: dict[str, list[str]] = {}
        self._globals: set[str] = set()
        for each in schema.definitions:
            if isinstance(each, Interface):
                for mixin in each.includes:
                    self._includers.setdefault(mixin.text, []).append(each.name.text)
                if each.name.text == "Window" or any(one.name.text == "Global" for one in each.attributes):
                    self._globals.add(each.name.text)

    def definition(self, definition: Definition, mapping: Mapping, source: Source) -> Iterator[Edit]:
        """Yield the edits of a document."""
        name = definition.name.text
        members = cast("tuple[Member, ...]", getattr(definition, "members", ()))
        events = definition.events if isinstance(definition, Interface | Mixin) else ()
        inside = [
            *zip(members, _items(mapping, "members"), [self._member(name, each) for each in members], strict=True),
            *zip(
                events,
                _items(mapping, "events"),
                [self._find(name, f"{each.name}_event") for each in events],
                strict=True,
            ),
        ]
        known = [facts for _, _, facts in inside if facts is not None]
        partial = bool(getattr(definition, "partial", False))
        inherited = self._said.get(name, _Said(support=(), status=Status())) if partial else None
        found = _shared(definition, known) if partial else self._compat.find(name)
        if found is not None or not partial:
            yield from self._node(label(definition), definition.docs, mapping, source, found, inherited)
        written = _said(definition, found, inherited)
        if not partial:
            self._said[name] = written
        for each, node, facts in inside:
            docs = each if isinstance(each, EventFired) else each.docs
            yield from self._node(f"{name} {label(each)}", docs, node, source, facts, written)

    def _member(self, owner: str, member: Member) -> Facts | None:
        """Return the facts of a member, by the names that the data have for them."""
        match member:
            case Constructor():
                return self._compat.find(owner, owner)
            case Collection():
                known = {CollectionKind.ITERABLE: "@@iterator", CollectionKind.ASYNC_ITERABLE: "@@asyncIterator"}
                return self._find(owner, known.get(member.kind, "@@iterator"))
            case Operation() if not member.name.text:
                return self._find(owner, "toString") if str(member.special) == "stringifier" else None
            case Attribute() | Operation():
                name = member.name.text
                found = self._find(owner, f"{name}_static" if member.static else name)
                if found is None and name.startswith("on") and isinstance(member, Attribute):
                    found = self._find(owner, f"{name.removeprefix('on')}_event")
                return found
            case Constant() | Field():
                return self._find(owner, member.name.text)

    def _find(self, owner: str, name: str) -> Facts | None:
        """Return the facts of a name: of the interface, of the global, or those that all who include a mixin share."""
        found = self._compat.find(owner, name)
        if found is not None:
            return found
        includers = self._includers.get(owner, ())
        if owner in self._globals or self._globals.intersection(includers):
            found = self._compat.find(name)
            if found is not None and not name[:1].isupper():
                return found
        shared = [facts for each in includers if (facts := self._compat.find(each, name)) is not None]
        return shared[0] if shared and all(facts == shared[0] for facts in shared) else None

    def _node(  # noqa: PLR0913, PLR0917 - a node, its place, and what is known of it
        self,
        where: str,
        docs: Docs | EventFired,
        mapping: Mapping,
        source: Source,
        found: Facts | None,
        inherited: _Said | None,
    ) -> Iterator[Edit]:
        if found is None:
            self.filled.without.append(where)
            return
        old_support = docs.support
        yield from self._status(where, docs.status, mapping, source, found, inherited)
        wanted: tuple[Support, ...] | None = found.support
        if inherited is not None and _same(found.support, inherited.support):
            wanted = None
        if _same_or_none(old_support, wanted):
            return
        self.filled.changed.append(f"{where} support")
        if wanted is None:
            yield take_out(source, mapping, "support")
        else:
            items = [f"{each.browser}: {_version(each.version)}" for each in wanted]
            yield put(source, mapping, "support", items, ("status", "link"))

    def _status(  # noqa: PLR0913, PLR0917 - as above
        self,
        where: str,
        old: Status | None,
        mapping: Mapping,
        source: Source,
        found: Facts,
        inherited: _Said | None,
    ) -> Iterator[Edit]:
        if found.status is None:
            return
        wanted: Status | None = _with_advice(found.status, old)
        base = inherited.status if inherited is not None else Status()
        if _flags(found.status) == _flags(base) and not (wanted and wanted.advice) and (old is None or inherited):
            wanted = None
        if old == wanted:
            return
        self.filled.changed.append(f"{where} status")
        if old is not None and old.advice and not (wanted and wanted.advice):
            self.filled.lost.append(f"{where}: advice {old.advice!r}")
        if wanted is None:
            yield take_out(source, mapping, "status")
        else:
            yield put(source, mapping, "status", _status_items(wanted), ("link",))


def _shared(definition: Definition, known: list[Facts]) -> Facts | None:
    """Return what a partial definition that speaks of support may say for all of its members."""
    if definition.docs.support is None or not known:
        return None
    first = known[0]
    status = first.status if definition.docs.status is not None else None
    same = all(_same(each.support, first.support) and (status is None or each.status == status) for each in known)
    return Facts(support=first.support, status=status) if same else None


def _said(definition: Definition, found: Facts | None, inherited: _Said | None) -> _Said:
    """Return what members inherit, once the facts are written."""
    status, support = definition.docs.status, definition.docs.support
    if found is not None:
        support = found.support
        status = _with_advice(found.status, status) if found.status else status
    base = inherited or _Said(support=(), status=Status())
    return _Said(support=base.support if support is None else support, status=status or base.status)


def _with_advice(status: Status, old: Status | None) -> Status:
    """Keep what people wrote about what to use instead, as long as it is asked for."""
    advice = old.advice if old is not None and status.deprecated else ""
    return Status(
        experimental=status.experimental, standard=status.standard, deprecated=status.deprecated, advice=advice
    )


def _flags(status: Status) -> tuple[bool, bool, bool]:
    return status.experimental, status.standard, status.deprecated


def _same(one: Iterable[Support], other: Iterable[Support]) -> bool:
    """Compare support, in whatever order it is said."""
    return {each.browser: each.version for each in one} == {each.browser: each.version for each in other}


def _same_or_none(old: tuple[Support, ...] | None, wanted: tuple[Support, ...] | None) -> bool:
    if old is None or wanted is None:
        return old is wanted
    return _same(old, wanted)


def _version(version: str | bool) -> str:
    return str(version).lower() if isinstance(version, bool) else version


def _status_items(status: Status) -> list[str]:
    flags = (("experimental", status.experimental), ("standard", status.standard), ("deprecated", status.deprecated))
    items = [f"{key}: {str(value).lower()}" for key, value in flags]
    return [*items, f"advice: {_quoted(status.advice)}"] if status.advice else items


def _quoted(text: str) -> str:
    """Return a text between quotes: JSON's are YAML's, too."""
    import json  # noqa: PLC0415 - advice is seldom written anew

    return json.dumps(text, ensure_ascii=False)


def _items(mapping: Mapping, key: str) -> list[Mapping]:
    found = entry(mapping, key)
    items = found.value.items if found is not None and isinstance(found.value, Sequence) else ()
    return [item for item in items if isinstance(item, Mapping)]
