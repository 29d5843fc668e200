"""What a schema uses and nothing in it defines: documents that say so, so that the schema can be built as it is.

A name that is only a type becomes an `external:`. What something inherits from, includes or adds to has to be of the
same kind: it becomes a definition without members, a slice where it is an interface.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from idlwright.diagnostics import Diagnostic, Span
from idlwright.syntax.definitions import Definition, Dictionary, Interface, Mixin, Namespace
from idlwright.syntax.schema import Schema

SPEC = "elsewhere"
FILE = "policy/externals.yaml"
REASON = "Defined by another specification that this schema does not have."
_ADDRESS = "https://www.w3.org/TR/"
_SPECIFICATION = f"""\
specification: {SPEC}
title: Other specifications
url: "{_ADDRESS}"
summary: What this schema uses and does not describe.
"""
_KINDS = {Interface: "interface", Mixin: "mixin", Namespace: "namespace", Dictionary: "dictionary"}
_RULES = ("unknown-type", "unknown-parent", "unknown-mixin", "partial-without-main")


def undefined(schema: Schema, findings: Iterable[Diagnostic], sources: Mapping[str, str]) -> dict[str, str]:
    """Return the names that nothing defines, each with the key of the document that it needs."""
    kinds = dict(_kinds(schema))
    found: dict[str, str] = {}
    for finding in findings:
        if finding.rule in _RULES:
            name = _text(sources[finding.span.file], finding.span)
            kind = "mixin" if finding.rule == "unknown-mixin" else kinds.get(finding.span, "external")
            if found.get(name, "external") == "external":
                found[name] = kind
    return found


def documents(schema: Schema, names: Mapping[str, str], before: str) -> str:
    """Return the file of such documents, behind what is in it already."""
    parts = [before] if before else []
    if any(kind != "external" for kind in names.values()) and all(
        each.id.text != SPEC for each in schema.specifications
    ):
        parts.append(_SPECIFICATION)
    parts.extend(_document(name, kind) for name, kind in sorted(names.items()))
    return "---\n".join(parts)


def _document(name: str, kind: str) -> str:
    if kind == "external":
        return f"external: {name}\nreason: {REASON}\n"
    lines = [f"spec: {SPEC}", f"{kind}: {name}"]
    if kind == "interface":
        lines.append("slice: true")
    if kind in {"interface", "namespace"}:
        lines.append('exposed: "*"')
    return "\n".join([*lines, f"summary: {REASON}", f'link: "{_ADDRESS}"', ""])


def _kinds(schema: Schema) -> Iterator[tuple[Span, str]]:
    """Yield where a name has to be that of a definition of a kind: that of its heir, or of what adds to it."""
    for each in schema.definitions:
        kind = _KINDS.get(type(each))
        if kind is not None:
            yield each.name.span, kind
            parent = _parent(each)
            if parent is not None:
                yield parent, kind


def _parent(definition: Definition) -> Span | None:
    if isinstance(definition, Interface | Dictionary) and definition.inherits is not None:
        return definition.inherits.span
    return None


def _text(source: str, span: Span) -> str:
    line = source.splitlines()[span.line - 1]
    return line[span.column - 1 : span.end_column - 1]
