"""The JSON document: its form is the committed JSON Schema, which follows from the classes of the model."""

from __future__ import annotations

import json
import math
from dataclasses import fields
from enum import EnumType, StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

import jsonschema  # type: ignore[import-untyped]  # publishes no types
import pytest
from idlwright.cli import run
from idlwright.link import link
from idlwright.load import load
from idlwright.lower.document import VERSION, document
from idlwright.model import api as model_api
from idlwright.model import attributes, definitions, docs, members, types
from idlwright.parse import parse

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "site_docs/model.schema.json"
MODULES = (model_api, attributes, definitions, docs, members, types)
NAMES = {name: value for module in MODULES for name, value in vars(module).items()}
PLAIN = {"Api", "Docs", "Status", "Support", "Throws", "Origin"}
Json = dict[str, Any]


class Form:
    """Makes the JSON Schema of classes, and of those that they are made of."""

    def __init__(self) -> None:
        self.found: dict[str, Json] = {}

    def of(self, hint: Any) -> Json:
        simple = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}
        if hint in simple:
            return {"type": simple[hint]}
        if get_origin(hint) in {Union, UnionType}:
            return {"anyOf": [self.of(each) for each in get_args(hint)]}
        if get_origin(hint) is tuple:
            return self._tuple(get_args(hint))
        if isinstance(hint, EnumType):
            return {"enum": [str(each) for each in cast("type[StrEnum]", hint)]}
        self._node(hint)
        return {"$ref": f"#/$defs/{hint.__name__}"}

    def _tuple(self, arguments: tuple[Any, ...]) -> Json:
        if arguments[-1] is Ellipsis:
            return {"type": "array", "items": self.of(arguments[0])}
        items = [self.of(each) for each in arguments]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}

    def _node(self, cls: type) -> None:
        if cls.__name__ in self.found:
            return
        self.found[cls.__name__] = {}
        hints = get_type_hints(cls, NAMES)
        names = [each.name for each in fields(cls) if each.name not in {"span", "by_name"}]
        properties = {name: self.of(hints[name]) for name in names}
        if cls.__name__ not in PLAIN:
            word = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in cls.__name__).strip()
            properties["node" if "kind" in hints else "kind"] = {"const": word}
        if cls is model_api.Api:
            properties["schema"] = {"const": VERSION}
        self.found[cls.__name__] = {
            "type": "object",
            "properties": properties,
            "required": sorted(properties),
            "additionalProperties": False,
        }


def schema_text() -> str:
    form = Form()
    form.of(model_api.Api)
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What `idlwright emit json` writes",
        "$ref": "#/$defs/Api",
        "$defs": form.found,
    }
    return json.dumps(made, indent=1, sort_keys=True) + "\n"


def test_the_committed_schema_is_that_of_the_model(accept: bool) -> None:
    if accept:
        COMMITTED.write_text(schema_text(), encoding="utf-8")
    assert schema_text() == COMMITTED.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made() -> Json:
    schema, _ = parse(load(ROOT, "schema").documents)
    return json.loads(json.dumps(document(link(schema)[0])))  # type: ignore[no-any-return]  # JSON is what it is


def test_the_document_of_our_schema_has_that_form(made: Json) -> None:
    form = json.loads(COMMITTED.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(form)
    jsonschema.validate(made, form)
    made["definitions"][0]["colour"] = "red"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made, form)
    del made["definitions"][0]["colour"]


def test_policy_and_prose_are_in_it(made: Json) -> None:
    by_name = {each["name"]: each for each in made["definitions"]}
    manager = by_name["BackgroundFetchManager"]
    assert manager["kind"] == "interface"
    assert manager["docs"]["summary"].startswith("Starts background fetches")
    inner = {"node": "reference", "name": "BackgroundFetchRegistration", "kind": "interface"}
    assert manager["members"][1]["result"] == {
        "kind": "generic",
        "name": "Promise",
        "item": {"kind": "nullable", "inner": inner},
    }
    assert "BackgroundFetchRegistration.match" in [each["path"] for each in made["overrides"]]
    assert {each["kind"] for each in made["overrides"]} == {"override"}
    assert by_name["HTMLFormElement"]["kind"] == "external"


def test_numbers_that_json_does_not_have(tmp_path: Path) -> None:
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema/a.yaml").write_text(
        "specification: a\ntitle: A\nurl: https://example.org/\n---\nspec: a\ndictionary: D\nmembers:\n"
        "  - {field: f, type: unrestricted double, default: -Infinity}\n",
        encoding="utf-8",
    )
    schema, findings = parse(load(tmp_path, "schema").documents)
    assert findings == ()
    api, _ = link(schema)
    field = api.definitions[0]
    assert isinstance(field, definitions.Dictionary)
    default = field.members[0].default
    assert default is not None
    assert default.value == -math.inf
    found: Any = document(api)
    assert found["definitions"][0]["members"][0]["default"] == {
        "node": "literal",
        "kind": "float",
        "value": None,
        "text": "-Infinity",
    }


def test_the_commands_print_or_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("json", "webidl"):
        assert run(["emit", form, "--project", str(ROOT)]) == 0
        printed = capsys.readouterr().out
        file = tmp_path / "new" / f"api.{form}"
        assert run(["emit", form, "--project", str(ROOT), "--out", str(file)]) == 0
        assert printed == file.read_text(encoding="utf-8")
        assert capsys.readouterr().out == ""


def test_nothing_is_emitted_of_a_schema_with_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema/a.yaml").write_text("interface: 1\n", encoding="utf-8")
    assert run(["emit", "json", "--project", str(tmp_path), "--out", str(tmp_path / "x.json")]) == 1
    found = capsys.readouterr()
    assert found.out == ""
    assert found.err.endswith("nothing was written\n")
    assert not (tmp_path / "x.json").exists()
