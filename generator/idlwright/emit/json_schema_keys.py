"""The keys of the YAML format for editors: what each kind of mapping takes, what a key means, what it may hold.

Which keys a kind takes must be what parse takes: a test holds the two against each other.
"""

from __future__ import annotations

from typing import TypeAlias

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
"""A value of JSON."""
Keys: TypeAlias = tuple[str, ...]


def place(name: str) -> str:
    """Return the name of a part of the schema as it can stand in an address."""
    return name.replace(" ", "-")


def _ref(name: str) -> dict[str, Json]:
    return {"$ref": f"#/$defs/{place(name)}"}


def _list(name: str) -> dict[str, Json]:
    return {"type": "array", "items": _ref(name)}


_TEXT = _ref("text")
_TYPE = _ref("type")
_FLAG: dict[str, Json] = {"type": "boolean"}
_NOTHING: dict[str, Json] = {"type": "null"}

SHARED: dict[str, tuple[str, dict[str, Json]]] = {
    "advice": ("What to use instead, as a sentence.", _TEXT),
    "affects": ("What the decision shows in: names and members of the API.", _list("text")),
    "arguments": ("The arguments, in order.", _list("argument")),
    "async_iterable": ("The type of the items that asynchronous iteration gives.", _TYPE),
    "attribute": ("Name of the attribute.", _ref("name")),
    "callback": ("Name of the callback function.", _ref("name")),
    "callback interface": ("Name of the callback interface.", _ref("name")),
    "const": ("Name of the constant.", _ref("name")),
    "constructor": ("A constructor; the key has no value.", _NOTHING),
    "decision": ("What we do about it.", _TEXT),
    "default": ("The value when it is left out; a string is quoted, [] and {} are empty.", _ref("value")),
    "defect": ("Id of a defect of a specification that we have decided on.", _ref("id")),
    "deprecated": ("Whether new code should do without it.", _FLAG),
    "description": ("Further paragraphs, with `code` and [[Name.member]] references.", _ref("paragraphs")),
    "dictionary": ("Name of the dictionary.", _ref("name")),
    "enum": ("Name of the enumeration.", _ref("name")),
    "error": ("Name of the exception: TypeError, RangeError or that of a DOMException.", _TEXT),
    "event": ("Name of the event.", _TEXT),
    "events": ("The events that are fired at the objects.", _list("fired")),
    "examples": ("Names of example programs of the documentation, without .py.", _list("text")),
    "experimental": ("Whether it may still change.", _FLAG),
    "exposed": ('The global scopes that have it, or "*" for all.', _ref("exposure")),
    "extended_attributes": ("Extended attributes as Web IDL text, without Exposed.", _list("text")),
    "external": ("Name of something that is used and deliberately not defined here.", _ref("name")),
    "field": ("Name of the dictionary's member.", _ref("name")),
    "fired": ("When the event is fired, as a sentence.", _TEXT),
    "found": ("What the specification says wrongly.", _TEXT),
    "handler": ("Name of the attribute that holds the event handler.", _ref("name")),
    "includes": ("The mixins whose members it has.", _list("name")),
    "inherit": ("Whether the getter is that of the parent interface.", _FLAG),
    "inherits": ("Name of the parent.", _ref("name")),
    "interface": ("Name of the interface.", _ref("name")),
    "iterable": ("The type of the values that iteration gives.", _TYPE),
    "key": ("The type of the keys.", _TYPE),
    "link": ("Where it is specified: a fragment of the specification's address, or an address.", _ref("link")),
    "maplike": ("The type of the values of a map.", _TYPE),
    "mixin": ("Name of the interface mixin.", _ref("name")),
    "name": ("Name of the argument.", _ref("name")),
    "namespace": ("Name of the namespace.", _ref("name")),
    "operation": ("Name of the operation; empty for a special one without a name.", _ref("optional_name")),
    "optional": ("Whether it can be left out.", _FLAG),
    "override": ("Whose type is another in Python: Interface.member, or Interface.operation(argument).", _TEXT),
    "partial": ("Whether this adds to a definition of the same name elsewhere.", _FLAG),
    "readonly": ("Whether it can only be read.", _FLAG),
    "reason": ("Why this is so, in a sentence or two.", _TEXT),
    "required": ("Whether it must be there.", _FLAG),
    "returns": ("The type of the result; undefined where it is left out.", _TYPE),
    "returns_summary": ("What comes back, as a sentence.", _TEXT),
    "setlike": ("The type of the values of a set.", _TYPE),
    "slice": ("Whether it is described in part only, and that on purpose.", _FLAG),
    "spec": ("Id of the specification; as in the document before when left out.", _ref("id")),
    "special": ("What the operation is beside a name.", {"enum": ["getter", "setter", "deleter", "stringifier"]}),
    "specification": ("Id of the specification.", _ref("id")),
    "spelling": ("The annotation in the stubs of each target; object where it is left out.", _ref("spelling")),
    "standard": ("Whether it is on its way to a standard.", _FLAG),
    "static": ("Whether it belongs to the interface and not to its objects.", _FLAG),
    "status": ("How stable it is.", _ref("status")),
    "stringifier": ("Whether its value is what the object is as a string.", _FLAG),
    "summary": ("What it is, as one sentence in our own words.", _TEXT),
    "support": ("The version of each browser that brought it, or true or false.", _ref("support")),
    "throws": ("The exceptions and their conditions.", _list("throws")),
    "title": ("Title of the specification.", _TEXT),
    "type": ("Its type, a type expression of Web IDL.", _TYPE),
    "typedef": ("Name of the type.", _ref("name")),
    "url": ("Address of the specification.", _ref("address")),
    "value": ("The value; a string is quoted.", _ref("value")),
    "values": ("The values, in order.", _list("enum value")),
    "variadic": ("Whether any number of them can be given.", _FLAG),
    "when": ("The condition, such as `id is empty`.", _TEXT),
}
"""Description and value of each key; a key means the same wherever it is."""

OWN: dict[tuple[str, str], tuple[str, dict[str, Json]]] = {
    ("callback interface", "members"): ("Its operations and constants, in order.", _list("callback interface member")),
    ("dictionary", "members"): ("Its members, in order.", _list("dictionary member")),
    ("enum value", "value"): ("The string; a plain scalar is text.", _ref("scalar")),
    ("interface", "members"): ("Its members, in order: the key that comes first says which kind.", _list("member")),
    ("mixin", "members"): ("Its members, in order: the key that comes first says which kind.", _list("member")),
    ("namespace", "members"): ("Its members, in order: the key that comes first says which kind.", _list("member")),
    ("fired", "interface"): ("Name of the interface of the event.", _ref("name")),
    ("specification", "status"): ("How far the specification is, in its own words.", _TEXT),
    ("stringifier", "stringifier"): ("A stringifier without a name; the key has no value.", _NOTHING),
}
"""The keys that mean something else in one kind of mapping."""

_PROSE = ("summary", "description", "link", "status", "support", "examples")
_DEFINITION = ("spec", *_PROSE, "extended_attributes")
_MEMBER = (*_PROSE, "extended_attributes", "exposed", "throws")

DOCUMENTS: dict[str, Keys] = {
    "specification": ("title", "url", "status", "summary"),
    "interface": (*_DEFINITION, "exposed", "partial", "slice", "inherits", "includes", "members", "events"),
    "mixin": (*_DEFINITION, "exposed", "partial", "members", "events"),
    "namespace": (*_DEFINITION, "exposed", "partial", "members"),
    "dictionary": (*_DEFINITION, "partial", "inherits", "members"),
    "enum": (*_DEFINITION, "values"),
    "typedef": (*_DEFINITION, "type"),
    "callback": (*_DEFINITION, "returns", "arguments"),
    "callback interface": (*_DEFINITION, "exposed", "members"),
    "external": ("spec", "reason", "spelling"),
    "override": ("spec", "type", "reason"),
    "defect": ("spec", "link", "found", "decision", "reason", "affects"),
}
"""Kind of document → the keys it takes beside the one that names it."""

MEMBERS: dict[str, Keys] = {
    "attribute": (*_MEMBER, "type", "readonly", "static", "inherit", "stringifier"),
    "operation": (*_MEMBER, "returns", "returns_summary", "arguments", "static", "special"),
    "constructor": (*_MEMBER, "arguments"),
    "const": (*_MEMBER, "type", "value"),
    "iterable": (*_MEMBER, "key"),
    "async_iterable": (*_MEMBER, "key", "arguments"),
    "maplike": (*_MEMBER, "key", "readonly"),
    "setlike": (*_MEMBER, "readonly"),
    "stringifier": _MEMBER,
    "field": (*_MEMBER, "type", "required", "default"),
}
"""Kind of member → the keys it takes beside the one that names it."""

PARTS: dict[str, Keys] = {
    "argument": ("name", "type", "optional", "variadic", "default", "extended_attributes", "summary"),
    "enum value": ("value", "summary"),
    "fired": ("event", "interface", "fired", "link", "handler", "status", "support", "examples"),
    "status": ("experimental", "standard", "deprecated", "advice"),
    "throws": ("error", "when"),
}
"""Further kinds of mapping → the keys they take."""

REQUIRED: dict[str, Keys] = {
    "argument": ("name", "type"),
    "attribute": ("type",),
    "const": ("type", "value"),
    "defect": ("spec", "link", "found", "decision", "reason"),
    "enum": ("values",),
    "enum value": ("value",),
    "external": ("reason",),
    "field": ("type",),
    "fired": ("event", "interface", "fired"),
    "maplike": ("key",),
    "override": ("type", "reason"),
    "specification": ("title", "url"),
    "throws": ("error", "when"),
    "typedef": ("type",),
}
"""The keys that must be there beside the one that names the kind."""

MEMBERS_OF: dict[str, Keys] = {
    "callback interface member": ("operation", "const"),
    "dictionary member": ("field",),
    "member": tuple(kind for kind in MEMBERS if kind != "field"),
}
"""Kind of list → the kinds of member it takes."""

BROWSERS: Keys = (
    "bun", "chrome", "chrome_android", "deno", "edge", "firefox", "firefox_android", "ie", "nodejs", "oculus", "opera",
    "opera_android", "safari", "safari_ios", "samsunginternet_android", "webview_android", "webview_ios",
)  # fmt: skip
SPELLINGS: Keys = ("object", "Never", "str", "int", "float", "bool")

SCALARS: dict[str, dict[str, Json]] = {
    "address": {"type": "string", "pattern": "^https://"},
    "exposure": {"oneOf": [{"const": "*"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]},
    "id": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"},
    "link": {"type": "string", "pattern": "^(#|https://)"},
    "name": {"type": "string", "pattern": "^_?[A-Za-z][0-9A-Za-z_-]*$"},
    "optional_name": {"type": "string", "pattern": "^(_?[A-Za-z][0-9A-Za-z_-]*)?$"},
    "paragraphs": {"oneOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    "scalar": {"type": ["string", "number", "boolean", "null"]},
    "spelling": {
        "type": "object",
        "additionalProperties": {"enum": [*SPELLINGS]},
    },
    "support": {
        "type": "object",
        "propertyNames": {"enum": [*BROWSERS]},
        "additionalProperties": {"type": ["string", "number", "boolean"]},
    },
    "text": {"type": "string", "minLength": 1},
    "type": {"type": "string", "minLength": 1},
    "value": {
        "anyOf": [
            {"type": ["string", "number", "boolean", "null"]},
            {"type": "array", "maxItems": 0},
            {"type": "object", "maxProperties": 0},
        ]
    },
}
"""What a value can look like. Editors read scalars by the rules of YAML: `74` is a number to them, `no` text."""
