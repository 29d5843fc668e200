"""The whole web platform: each of webref's files goes through YAML and through Web IDL, and nothing of it changes."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from idlwright.check import check
from idlwright.diagnostics import Diagnostic, Severity, Span
from idlwright.importing import merge
from idlwright.importing.keys import fold_includes, keyed
from idlwright.link import link
from idlwright.load import load
from idlwright.load.webidl import LoadedWebIdl, load_webidl
from idlwright.lower.webidl import sections
from idlwright.model.api import Api
from idlwright.parse import parse
from idlwright.parse.webidl import parse_webidl
from idlwright.project import Project
from idlwright.syntax import Schema
from idlwright.syntax.definitions import Definition, External
from idlwright.syntax.text import Text

HERE = Path(__file__).parent
STEP = " \u203a "
ELSEWHERE = HERE / "elsewhere.yaml"
"""What real specifications use and none of them defines."""
REFUSED = HERE / "refused.yaml"
"""What our rules say about real specifications, with the reason why they are right to."""


@pytest.fixture(scope="module")
def files(packages: Path) -> LoadedWebIdl:
    paths = sorted(str(path) for path in (packages / "@webref/idl").glob("*.idl"))
    assert len(paths) == 334
    loaded = load_webidl(paths)
    assert loaded.findings == ()
    return loaded


@pytest.fixture(scope="module")
def definitions(files: LoadedWebIdl) -> tuple[Definition, ...]:
    found: list[Definition] = []
    for file in files.files:
        read, findings = parse_webidl(file.file, file.text, Text(file.spec, Span(file.file, 1, 1, 1, 1)))
        assert findings == ()
        found += read
    return tuple(found)


@pytest.fixture(scope="module")
def schema(
    files: LoadedWebIdl, definitions: tuple[Definition, ...], tmp_path_factory: pytest.TempPathFactory
) -> Schema:
    """Return the platform, written as YAML and read back."""
    root = tmp_path_factory.mktemp("platform")
    texts = dict(merge({}, Schema(), definitions, "schema").files)
    for file in files.files:
        path = f"schema/{file.spec}/specification.yaml"
        texts[path] = (
            f"specification: {file.spec}\ntitle: {yaml.safe_dump(file.title).splitlines()[0]}\nurl: {file.url}\n"
        )
    texts["schema/elsewhere.yaml"] = ELSEWHERE.read_text(encoding="utf-8")
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    loaded = load(root, "schema")
    assert loaded.findings == ()
    schema, findings = parse(loaded.documents)
    assert [f"{found.rule}: {found.message}" for found in findings] == []
    return schema


def test_everything_survives_the_yaml(definitions: tuple[Definition, ...], schema: Schema) -> None:
    expected = keyed(fold_includes(definitions))
    actual = {key: each for key, each in keyed(schema.definitions).items() if key in expected}
    assert len(expected) > 2500
    assert [str(key) for key in expected if actual.get(key) != expected[key]] == []


@pytest.fixture(scope="module")
def linked(schema: Schema) -> tuple[Api, tuple[Diagnostic, ...]]:
    return link(schema)


def refusals(findings: tuple[Diagnostic, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in findings:
        found.setdefault(each.rule, []).append(f"{STEP.join(each.path)}: {each.message}" if each.path else each.message)
    return {rule: sorted(set(texts)) for rule, texts in sorted(found.items())}


def test_what_is_refused_of_the_platform_is_known(linked: tuple[Api, tuple[Diagnostic, ...]]) -> None:
    api, findings = linked
    judged = (*findings, *check(api, Project(root=Path())))
    errors = refusals(tuple(each for each in judged if each.severity is Severity.ERROR))
    known = {each["rule"]: each for each in yaml.safe_load(REFUSED.read_text(encoding="utf-8"))}
    assert all(each["reason"].endswith(".") for each in known.values())
    assert errors == {rule: each["found"] for rule, each in sorted(known.items())}


def test_everything_survives_the_web_idl(linked: tuple[Api, tuple[Diagnostic, ...]], schema: Schema) -> None:
    """Written as Web IDL and read by our own parser, the model is the same, but for what Web IDL has no words for."""
    api, _ = linked
    read: list[Definition] = [each for each in schema.definitions if isinstance(each, External)]
    for section in sorted(sections(api), key=lambda section: f"{section.spec}/"):  # the order of files in folders
        found, findings = parse_webidl("emitted.idl", section.text, Text(section.spec, Span("emitted.idl", 1, 1, 1, 1)))
        assert findings == ()
        read += found
    again, _ = link(Schema(specifications=schema.specifications, definitions=fold_includes(read)))
    assert [each.name for each in again.definitions] == [each.name for each in api.definitions]
    different = [one.name for one, other in zip(api.definitions, again.definitions, strict=True) if one != other]
    assert different == ["MediaStreamTrack"]  # a partial definition of it is empty: no member tells of that one
