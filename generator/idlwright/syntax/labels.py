"""The words by which findings name what contains them: `interface X`, `operation fetch`, `argument id`."""

from __future__ import annotations

from idlwright.syntax import definitions, members

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


def label(
    node: definitions.Definition | definitions.EventFired | members.Member | members.Argument,
) -> str:
    """Return one step of a finding's `path`: the keyword of the YAML and the name, as far as there is one."""
    match node:
        case members.Constructor():
            return "constructor"
        case members.Collection():
            return str(node.kind)
        case members.Operation() if not node.name.text:
            return str(node.special or "operation")
        case _:
            return f"{_KEYWORDS[type(node)]} {node.name}"
