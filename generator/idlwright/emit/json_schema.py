"""The JSON Schema of the YAML format, by which editors complete keys, explain them and underline typing errors.

It is no judge: parse is. It knows nothing that needs more than one mapping, such as the names there are.
"""

from __future__ import annotations

from idlwright.emit.json_schema_keys import (
    DOCUMENTS,
    MEMBERS,
    MEMBERS_OF,
    OWN,
    PARTS,
    REQUIRED,
    SCALARS,
    SHARED,
    Json,
    Keys,
    place,
)
from idlwright.project import Project


def emit_json_schema(project: Project) -> dict[str, str]:
    """Return the schema as a file of the schema's folder."""
    import json  # noqa: PLC0415 - targets other than this one do without it

    text = json.dumps(_schema(), indent=2, ensure_ascii=False)
    return {f"{project.schema}/idl.schema.json": f"{text}\n"}


def _schema() -> dict[str, Json]:
    defs: dict[str, Json] = dict(SCALARS)
    for key, (description, value) in SHARED.items():
        defs[f"key {key}"] = {"description": description, **value}
    for kind, keys in {**DOCUMENTS, **MEMBERS}.items():
        defs[kind] = _mapping(kind, (kind, *keys), (kind, *REQUIRED.get(kind, ())))
    for kind, keys in PARTS.items():
        defs[kind] = _mapping(kind, keys, REQUIRED.get(kind, ()))
    defs["enum value"] = {"anyOf": [SCALARS["scalar"], defs["enum value"]]}
    for kind, members in MEMBERS_OF.items():
        defs[kind] = _choice(members)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "idlwright: the YAML description of a Web API",
        **_choice(tuple(DOCUMENTS)),
        "$defs": {place(name): defs[name] for name in sorted(defs)},
    }


def _mapping(kind: str, keys: Keys, required: Keys) -> dict[str, Json]:
    """Return the schema of one kind of mapping, which takes these keys and no others."""
    properties: dict[str, Json] = {}
    for key in keys:
        if (kind, key) in OWN:
            description, value = OWN[kind, key]
            properties[key] = {"description": description, **value}
        else:
            properties[key] = {"$ref": f"#/$defs/{place(f'key {key}')}"}
    found: dict[str, Json] = {"type": "object", "additionalProperties": False, "properties": properties}
    if required:
        found["required"] = list(required)
    return found


def _choice(kinds: Keys) -> dict[str, Json]:
    """Return the schema of a mapping whose kind is told by a key of its name.

    `if` and `then` instead of `oneOf`: what is wrong is then said about the one kind that is meant.
    """
    rules: list[Json] = [{"if": _names(kind), "then": {"$ref": f"#/$defs/{place(kind)}"}} for kind in kinds]
    return {"type": "object", "anyOf": [{"required": [kind]} for kind in kinds], "allOf": rules}


def _names(kind: str) -> dict[str, Json]:
    """Return the condition that a mapping is of a kind; `stringifier` can also be a flag of an attribute."""
    named: dict[str, Json] = {"required": [kind]}
    if kind == "stringifier":
        named["not"] = {"required": ["attribute"]}
    return named
