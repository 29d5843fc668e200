"""The JSON Schema for editors: it takes the whole schema, refuses what parse refuses, and knows parse's keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from idlwright.emit import json_schema_keys
from idlwright.emit.json_schema import emit_json_schema
from idlwright.parse import arguments, definitions, docs, items, members, policy
from idlwright.project import Project
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

ROOT = Path(__file__).parents[2]


class EditorLoader(yaml.CSafeLoader):
    """Reads scalars by the rules of YAML 1.2, as editors do: `no` is text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own form


EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(~|null|)$"), ["~", "n", ""])
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
EditorLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+\.[0-9]+$"), list("-+0123456789")
)


def emitted() -> str:
    files = emit_json_schema(Project(root=ROOT, schema="schema"))
    assert list(files) == ["schema/idl.schema.json"]
    return files["schema/idl.schema.json"]


@cache
def validator() -> Draft202012Validator:
    schema = json.loads(emitted())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def errors(text: str) -> list[str]:
    judge = validator()
    return [error.message for document in yaml.load_all(text, EditorLoader) for error in judge.iter_errors(document)]


def documents() -> Iterator[Path]:
    return iter(sorted((ROOT / "schema").glob("*/*.yaml")))


def test_every_document_of_the_schema_is_taken() -> None:
    judge = validator()
    count = 0
    for path in documents():
        for document in yaml.load_all(path.read_text(encoding="utf-8"), EditorLoader):
            assert [error.message for error in judge.iter_errors(document)] == [], path
            count += 1
    assert count > 100


@pytest.mark.parametrize(
    "text",
    [
        "interface: A\nmembers:\n  - attribute: b\n    type: DOMString\n    readonly: true\n",
        "interface: A\nmembers: [{attribute: b, type: DOMString, stringifier: true}]\n",
        "interface: A\nmembers: [{stringifier: }, {operation: '', special: getter, returns: any}]\n",
        "interface: A\nmembers: [{maplike: any, key: DOMString, readonly: true}, {setlike: any}, {iterable: any}]\n",
        "enum: A\nvalues: [no, '', 1, {value: c, summary: Third.}]\n",
        "callback interface: A\nmembers: [{operation: b}]\n",
        "namespace: A\nexposed: '*'\nmembers: [{const: B, type: octet, value: 0x10}]\n",
        "external: A\nreason: Elsewhere.\nspelling: {cpython: Never}\n",
    ],
)
def test_good_documents_are_taken(text: str) -> None:
    assert errors(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "interfase: A\n",
        "summary: Nothing says what this is.\n",
        "interface: A\ninherit: B\n",
        "interface: A\nlink: page.html\n",
        "interface: A\nmembers: [{attribute: b}]\n",
        "interface: A\nmembers: [{attribute: b, type: any, readonly: 'yes'}]\n",
        "interface: A\nmembers: [{attribute: b, type: any, required: true}]\n",
        "interface: A\nmembers: [{field: b, type: any}]\n",
        "interface: A\nmembers: [{operation: b, arguments: [{type: any}]}]\n",
        "interface: A\nmembers: [{operation: b, special: caller}]\n",
        "interface: A\nmembers: [{constructor: A}]\n",
        "interface: A\nmembers: [{const: B, type: octet, value: [1]}]\n",
        "dictionary: A\nmembers: [{attribute: b, type: any}]\n",
        "enum: A\nvalues: [[b]]\n",
        "enum: A\n",
        "typedef: A\n",
        "external: A\nreason: Elsewhere.\nspelling: {cpython: Any}\n",
        "specification: Upper\ntitle: T\nurl: https://example.org/\n",
        "override: A.b\ntype: any\n",
    ],
)
def test_bad_documents_are_refused(text: str) -> None:
    assert errors(text) != []


def test_what_is_wrong_is_said_about_the_kind_that_is_meant() -> None:
    text = "interface: A\nmembers: [{attribute: b, type: any, summery: Oh.}]\n"

    assert errors(text) == ["Additional properties are not allowed ('summery' was unexpected)"]


def test_every_key_is_explained() -> None:
    schema = json.loads(emitted())
    found = 0
    for part in schema["$defs"].values():
        for value in part.get("properties", {}).values():
            target = schema["$defs"][value["$ref"].removeprefix("#/$defs/")] if "description" not in value else value
            assert target["description"].endswith(".")
            found += 1
    assert found > 100


def test_documents_have_the_keys_that_parse_takes() -> None:
    taken = {kind: set(known.keys) for kind, known in definitions.KINDS.items()}
    taken["specification"] = set(policy.SPECIFICATION)
    taken["override"] = set(policy.OVERRIDE)
    taken["defect"] = set(policy.DEFECT)

    assert taken == {kind: {kind, *keys} for kind, keys in json_schema_keys.DOCUMENTS.items()}


def test_members_have_the_keys_that_parse_takes() -> None:
    taken = {kind: set(known.keys) for kind, known in members.KINDS.items()}

    assert taken == {kind: {kind, *keys} for kind, keys in json_schema_keys.MEMBERS.items()}


def test_parts_have_the_keys_that_parse_takes() -> None:
    assert set(arguments._KEYS) == set(json_schema_keys.PARTS["argument"])
    assert set(items._EVENT) == set(json_schema_keys.PARTS["fired"])


def test_closed_lists_are_those_of_parse() -> None:
    assert docs.BROWSERS == json_schema_keys.BROWSERS
    assert items.SPELLINGS == json_schema_keys.SPELLINGS


def test_the_text_is_always_the_same() -> None:
    assert emitted() == emitted()
