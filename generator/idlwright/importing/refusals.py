"""What the format can't say of that which Web IDL says: the readers of YAML judge it before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain

from idlwright.diagnostics import Diagnostic, Note
from idlwright.diagnostics.limit import EnoughError, add
from idlwright.dump import dump
from idlwright.importing.keys import fold_includes, is_partial
from idlwright.light import replace
from idlwright.load.nodes import read_nodes
from idlwright.parse import parse
from idlwright.syntax.definitions import Definition


def refusals(definitions: Iterable[Definition]) -> tuple[Diagnostic, ...]:
    """Return why definitions can't become documents of a schema, at their places in the Web IDL."""
    every = tuple(definitions)
    found: list[Diagnostic] = []
    with suppress(EnoughError):
        for each in _repetitions(every):
            add(found, each)
        for each in chain.from_iterable(map(_of, fold_includes(every))):
            add(found, each)
    return tuple(found)


def _repetitions(definitions: Iterable[Definition]) -> Iterator[Diagnostic]:
    """Find what is defined twice by one specification: there is one document for both."""
    first: dict[tuple[str, str], Definition] = {}
    for each in definitions:
        known = each if is_partial(each) else first.setdefault((each.spec.text, each.name.text), each)
        if known is not each:
            note = Note(message="the first one is here", span=known.name.span)
            message = f"the definition '{each.name}' is there twice"
            yield Diagnostic(rule="duplicate-definition", span=each.name.span, message=message, notes=(note,))


def _of(definition: Definition) -> Iterator[Diagnostic]:
    documents, found = read_nodes(dump(definition), definition.span.file)
    for each in (*found, *parse(documents)[1]):
        yield replace(each, span=definition.span, notes=(), fix=None)
