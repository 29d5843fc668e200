"""Words for the mutator: those of the format and of Web IDL, taken from the readers that know them."""

from __future__ import annotations

from idlwright.model.members import CollectionKind, Special
from idlwright.model.types import BUFFERS, GENERICS, PRIMITIVES, STRINGS
from idlwright.parse import definitions, members
from idlwright.parse.schema import DOCUMENTS

_TYPES = (*PRIMITIVES, *STRINGS, *BUFFERS, *(f"{name}<" for name in (*GENERICS, "record")), " or ", "[Clamp] ", "?")
_LITERALS = ("null", "true", "Infinity", "-0x1F", "1e3", '""', "[]", "{}", "NaN", "__proto__", "None", "self", "_x")
_YAML = ("---\n", "\n  - ", "\n    ", ": ", "- ", '"', "'", "|\n", ">-\n", "&a ", "*a", "!!str ", "<<: ", "? ", "#")
_WEB_IDL = (
    "interface ", "mixin ", "partial ", "dictionary ", "namespace ", "enum ", "typedef ", "callback ", " includes ",
    "attribute ", "readonly ", "static ", "inherit ", "const ", "constructor(", "optional ", "required ", "...",
    "Exposed=*", "LegacyNoInterfaceObject", "Global=", "PutForwards=", "Replaceable", "SameObject", "//", "/*", "*/",
    "LegacyFactoryFunction=", "LegacyNullToEmptyString", "EnforceRange", "Default", "NewObject", "};", "();", " = ",
)  # fmt: skip


def yaml_words() -> tuple[str, ...]:
    """Return the words of a schema."""
    kinds = (*definitions.KINDS.values(), *members.KINDS.values())
    keys = {key for kind in kinds for key in kind.keys} | {*DOCUMENTS}
    return (*(f"{key}: " for key in keys), *_TYPES, *_LITERALS, *_YAML)


def web_idl_words() -> tuple[str, ...]:
    """Return the words of a Web IDL file."""
    return (*_WEB_IDL, *(each.value for each in (*Special, *CollectionKind)), *_TYPES, *_LITERALS)
