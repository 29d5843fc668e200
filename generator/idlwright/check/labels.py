"""The words by which findings about the model name what contains them: those of `idlwright.syntax.labels`."""

from __future__ import annotations

from idlwright.check.survey import Step
from idlwright.model import definitions, members, query

_KEYWORDS: dict[type, str] = {
    definitions.Interface: "interface",
    definitions.Mixin: "mixin",
    definitions.Namespace: "namespace",
    definitions.Dictionary: "dictionary",
    definitions.Enumeration: "enum",
    definitions.Typedef: "typedef",
    definitions.Callback: "callback",
    definitions.CallbackInterface: "callback interface",
    definitions.External: "external",
    definitions.EventFired: "event",
    members.Attribute: "attribute",
    members.Operation: "operation",
    members.Constant: "const",
    members.Field: "field",
    members.Argument: "argument",
}


def label(node: Step) -> str:
    """Return the keyword of the YAML and the name, as far as there is one."""
    match node:
        case members.Constructor() | members.Collection():
            return query.member_name(node)
        case members.Operation(name=""):
            return query.member_name(node)
        case _:
            return f"{_KEYWORDS[type(node)]} {node.name}"
