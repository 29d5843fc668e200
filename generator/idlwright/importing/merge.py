"""Put freshly read definitions into a schema: what did not change stays as it is, to the byte."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from idlwright.dump import dump
from idlwright.importing.documents import Part, has_inner_comment, join, leading_comment, split
from idlwright.importing.keys import Key, fold_includes, is_partial, keyed
from idlwright.importing.place import places
from idlwright.importing.prose import carry, has_prose
from idlwright.light import dataclass
from idlwright.syntax.definitions import Definition, External, Interface
from idlwright.syntax.schema import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The files after an import, and what happened to definitions and their text."""

    files: Mapping[str, str]
    """Every file of the schema that has a document left, by the name it is shown under."""
    emptied: tuple[str, ...] = ()
    """Files without a document left."""
    came: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    """Prose or comments without a home: what was written there is gone from the files."""


@dataclass(slots=True, kw_only=True)
class _Record:
    came: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    went: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def merge(sources: Mapping[str, str], schema: Schema, new: Iterable[Definition], folder: str) -> Imported:
    """Put definitions into a schema.

    Args:
        sources: The schema's files as they are.
        schema: What they say.
        new: All definitions of the specifications that are imported.
        folder: Folder of the schema, as in the names of `sources`.
    """
    fresh = keyed(fold_includes(new))
    specs = {key.spec for key in fresh}
    fresh = _without_slices(fresh, schema)
    record = _Record()
    files = {
        file: [kept for part in parts for kept in _renewed(part, fresh, specs, record)]
        for file, parts in split(sources, schema.definitions).items()
    }
    _add(files, fresh, folder, record)
    texts = {file: join(parts) for file, parts in files.items() if parts}
    return Imported(
        files=texts,
        emptied=tuple(sorted(file for file, parts in files.items() if not parts)),
        came=tuple(record.came),
        changed=tuple(record.changed),
        went=tuple(record.went),
        lost=tuple(record.lost),
    )


def _without_slices(fresh: dict[Key, Definition], schema: Schema) -> dict[Key, Definition]:
    """Leave out interfaces that the schema describes in part, and what adds to them: the choice of members is ours."""
    sliced = {each.name.text for each in schema.definitions if isinstance(each, Interface) and each.slice}
    known = keyed(schema.definitions) if sliced else {}
    return {key: each for key, each in fresh.items() if key.name not in sliced or (is_partial(each) and key in known)}


def _renewed(part: Part, fresh: dict[Key, Definition], specs: set[str], record: _Record) -> list[Part]:
    """Return what becomes of a document; what has been used of `fresh` is taken out of it."""
    old = part.old
    if part.key is None or old is None or part.key.spec not in specs:
        return [part]
    if isinstance(old, External) or (isinstance(old, Interface) and old.slice):
        return [part]
    new = fresh.pop(part.key, None)
    if new is None:
        record.went.append(str(part.key))
        record.lost.extend([str(part.key)] if has_prose(old) else [])
        return []
    carried = carry(new, old)
    if carried.definition == old:
        return [part]
    record.changed.append(str(part.key))
    record.came.extend(carried.came)
    record.went.extend(carried.went)
    record.lost.extend(carried.lost)
    if has_inner_comment(part.text):
        record.lost.append(f"{part.key}: comments in its YAML")
    text = leading_comment(part.text) + dump(carried.definition)
    return [Part(text=text, key=part.key, old=carried.definition)]


def _add(files: dict[str, list[Part]], fresh: dict[Key, Definition], folder: str, record: _Record) -> None:
    """Put what is new behind the documents of the file where it belongs."""
    homes: dict[str, dict[str, str]] = {}
    for key, definition in fresh.items():
        if key.spec not in homes:
            homes[key.spec] = places(each for each in fresh.values() if each.spec.text == key.spec)
        file = f"{folder}/{key.spec}/{homes[key.spec][key.name]}.yaml"
        parts = files.setdefault(file, [])
        first = not parts
        text = dump(definition, spec=True)
        parts.append(Part(text=_HEAD + text if first else text, key=key, old=definition))
        record.came.append(str(key))


_HEAD = "# yaml-language-server: $schema=../idl.schema.json\n"
