"""What is fuzzed: bytes in, nothing out; whatever idlwright owes to any input at all is asserted on the way.

The harnesses and the tests of saved inputs call the same functions, so none of them knows atheris.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath

from idlwright.cli.emit import FORMS
from idlwright.diagnostics import Diagnostic, Span
from idlwright.diagnostics.rules import RULES
from idlwright.driver import has_errors, judge
from idlwright.dump.types import attribute_text, type_text
from idlwright.importing import merge
from idlwright.importing.elsewhere import documents, undefined
from idlwright.importing.keys import fold_includes, keyed
from idlwright.importing.refusals import refusals
from idlwright.link import link
from idlwright.load import Loaded, load
from idlwright.load.webidl import WebIdlFile, load_webidl
from idlwright.model.api import Api
from idlwright.outputs import TARGETS, Inputs, generate
from idlwright.parse import parse
from idlwright.parse.attributes import attributes_reader
from idlwright.parse.report import Report
from idlwright.parse.types import read_type, type_expression
from idlwright.parse.values import plain_literal, string_literal, value
from idlwright.parse.webidl import parse_webidl
from idlwright.project import Project
from idlwright.report import FORMATS, render
from idlwright.syntax.definitions import Definition
from idlwright.syntax.nodes import Scalar, Sequence
from idlwright.syntax.schema import Schema
from idlwright.syntax.text import Text

MAX_BYTES = 64 * 1024
"""Of an input; larger ones are a matter of limits, not of finding new paths."""
SCHEMA = "schema"
HEAD = b"specification: fuzz\ntitle: Fuzz\nurl: https://example.org/\n"


def yaml_schema(data: bytes, root: Path) -> None:
    """Build a schema of one file, all targets, in memory: only the file itself is written, below `root`."""
    _write(root, {"a.yaml": data})
    _build(root)


def web_idl(data: bytes, root: Path) -> None:
    """Import a Web IDL file into an empty schema, declare what it leaves open, and build that."""
    path = root / "fuzz.idl"
    path.write_bytes(data)
    read = load_webidl([str(path)])
    _documented(read.findings, read.sources)
    if read.findings:
        return
    definitions, findings = _definitions(read.files)
    findings = findings or refusals(definitions)
    _documented(findings, read.sources)
    if findings:
        return
    made = merge({}, Schema(), definitions, SCHEMA)
    texts = {name.removeprefix(f"{SCHEMA}/"): text.encode() for name, text in made.files.items()}
    _write(root, {"specification.yaml": HEAD, **texts})
    loaded, schema = _read_back(root)
    assert len(schema.definitions) == len(fold_includes(definitions))
    assert _spoken(definitions) == _spoken(schema.definitions)
    again = merge(loaded.sources, schema, definitions, SCHEMA)
    assert (again.came, again.changed, again.went, again.lost) == ((), (), (), ())
    _declare(root, loaded, schema)
    _build(root)


def type_or_literal(data: bytes, _: Path) -> None:
    """Read a text as a type, as a literal and as an extended attribute: what is printed is read back the same."""
    text = data.decode("utf-8", "replace")
    for read in (_type_printed, _attribute_printed):
        printed = read(text)
        if printed is not None:
            assert read(printed) == printed
    for plain in (True, False):
        literal = value(Report(), Scalar(text, _place(text), plain))
        if literal is not None:
            found = literal.literal
            again = string_literal(found.text[1:-1]) if found.text.startswith('"') else plain_literal(found.text)
            assert again == found


ENTRIES: Mapping[str, Callable[[bytes, Path], None]] = {
    "yaml": yaml_schema,
    "webidl": web_idl,
    "types": type_or_literal,
}


def _write(root: Path, files: Mapping[str, bytes]) -> None:
    """Make these files the whole schema."""
    for old in (root / SCHEMA).rglob("*.yaml"):
        old.unlink()
    for name, data in files.items():
        path = root / SCHEMA / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _definitions(files: Iterable[WebIdlFile]) -> tuple[tuple[Definition, ...], tuple[Diagnostic, ...]]:
    found: tuple[Definition, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    for file in files:
        read, problems = parse_webidl(file.file, file.text, Text("fuzz", Span(file.file, 1, 1, 1, 1)))
        found, findings = (*found, *read), (*findings, *problems)
    return found, findings


def _read_back(root: Path) -> tuple[Loaded, Schema]:
    """Read what an import wrote; of that, only what the definitions say of one another may be wrong."""
    loaded = load(root, SCHEMA)
    assert loaded.findings == ()
    schema, findings = parse(loaded.documents)
    assert findings == ()
    return loaded, schema


def _spoken(definitions: Iterable[Definition]) -> dict[str, Definition]:
    return {str(key): each for key, each in keyed(fold_includes(definitions)).items()}


def _declare(root: Path, loaded: Loaded, schema: Schema) -> None:
    """Write documents for the names that nothing defines, as `import webidl --externals` does."""
    before = ""
    while True:
        names = undefined(schema, link(schema)[1], loaded.sources)
        if not names:
            return
        before = documents(schema, names, before)
        (root / SCHEMA / "externals.yaml").write_text(before, encoding="utf-8")
        loaded, schema = _read_back(root)


def _build(root: Path) -> None:
    project = Project(root=root, schema=SCHEMA)
    judged = judge(root, project)
    _documented(judged.findings, judged.sources)
    assert (judged.api is None) == has_errors(judged.findings)
    if judged.api is None:
        return
    for name in TARGETS:
        _emitted(judged.api, project, name)
    written = FORMS["webidl"](judged.api)
    _, findings = parse_webidl("all.idl", written, Text("fuzz", _place("")))
    assert findings == ()
    FORMS["json"](judged.api)


def _emitted(api: Api, project: Project, target: str) -> None:
    """Make all files of a target: Python has its syntax, and nothing lies outside the folders that are owned."""
    (output,) = generate(Inputs(api=api, project=project), (target,))
    once = output.once.files if output.once is not None else {}
    for path, text in [*output.files.items(), *once.items()]:
        assert ".." not in PurePosixPath(path).parts
        assert path in once or path.startswith(output.owned)
        if path.endswith((".py", ".pyi")):
            compile(text, path, "exec", dont_inherit=True)
    assert len({path.casefold() for path in output.files}) == len(output.files)


def _documented(findings: Iterable[Diagnostic], sources: Mapping[str, str]) -> None:
    """Every finding has a rule, a sentence and a place in the text, and can be shown in all formats."""
    all_of_them = tuple(findings)
    lines = {file: text.split("\n") for file, text in sources.items()}
    for found in all_of_them:
        assert found.rule in RULES
        assert found.message.strip()
        span = found.span
        own = lines.get(span.file, [""])
        assert 1 <= span.line <= len(own)
        assert 1 <= span.column <= len(own[span.line - 1]) + 2
        assert (span.line, span.column) <= (span.end_line, span.end_column)
    for form in FORMATS:
        assert all(line.isprintable() for line in render(form, all_of_them, sources).split("\n"))


def _type_printed(text: str) -> str | None:
    report = Report()
    found = type_expression(report, _scalar(text))
    assert (found is None) == bool(report.found)
    _documented(report.found, {"f": text})
    return None if found is None else type_text(found)


def _attribute_printed(text: str) -> str | None:
    report = Report()
    found = attributes_reader(read_type)(report, Sequence((_scalar(text),), _place(text)))
    assert found or report.found
    _documented(report.found, {"f": text})
    return None if report.found else attribute_text(found[0])


def _scalar(text: str) -> Scalar:
    return Scalar(text, _place(text), source="" if "\n" in text else text)


def _place(text: str) -> Span:
    return Span("f", 1, 1, 1, len(text) + 1)
