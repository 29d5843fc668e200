from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
import yaml
from idlwright.diagnostics import Diagnostic
from idlwright.load import load, load_examples
from idlwright.load.nodes import read_nodes
from idlwright.load.text import MAX_BYTES
from idlwright.project import Example
from idlwright.syntax.nodes import Mapping, Node, Scalar, Sequence

from tests.stopwatch import timed

GOOD = "spec: clock\ninterface: Clock\n"


def lines(findings: tuple[Diagnostic, ...] | list[Diagnostic]) -> list[str]:
    return [f"{found.span}: {found.rule}: {found.message}" for found in findings]


def schema(root: Path, **files: bytes | str) -> Path:
    folder = root / "schema"
    folder.mkdir()
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / f"{name}.yaml").write_bytes(data)
    return root


def plain(node: Node) -> object:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {entry.key.text: plain(entry.value) for entry in node.entries}


def test_files_are_read_in_the_order_of_their_paths(tmp_path: Path) -> None:
    schema(tmp_path, b="interface: B", a="interface: A", c="- x")
    (tmp_path / "schema" / "a").mkdir()
    (tmp_path / "schema" / "a" / "z.yml").write_text("interface: Z")
    (tmp_path / "schema" / ".hidden").mkdir()
    (tmp_path / "schema" / ".hidden" / "h.yaml").write_text("interface: [")
    (tmp_path / "schema" / ".h.yaml").write_text("interface: [")
    (tmp_path / "schema" / "notes.txt").write_text("interface: [")
    loaded = load(tmp_path, "schema")
    expected = ["schema/a.yaml", "schema/a/z.yml", "schema/b.yaml", "schema/c.yaml"]
    assert [document.file for document in loaded.documents] == expected
    assert list(loaded.sources) == expected
    assert loaded.findings == ()


def test_a_schema_may_be_one_file(tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_text(GOOD)
    assert [document.file for document in load(tmp_path, "api.yaml").documents] == ["api.yaml"]


def test_a_schema_may_lie_elsewhere_and_end_in_a_slash(tmp_path: Path) -> None:
    schema(tmp_path, a=GOOD)
    (tmp_path / "project").mkdir()
    files = [load(tmp_path / "project", where).documents[0].file for where in ("../schema/", f"{tmp_path}/schema/")]
    assert files == ["../schema/a.yaml", f"{tmp_path}/schema/a.yaml"]


def test_words_in_messages_are_short_and_printable() -> None:
    _, findings = read_nodes("? 'a\n\n b'\n: 1\n? 'a\n\n b'\n: 2\n" + "x" * 90 + ": 1\n" + "x" * 90 + ": 2\n", "f")
    assert [found.message for found in findings] == [
        "the key 'a\\nb' stands here twice",
        "the key '" + "x" * 60 + "…' stands here twice",
    ]


def test_no_folder_no_files_no_folder_at_all(tmp_path: Path) -> None:
    assert lines(load(tmp_path, "schema").findings) == [
        "schema:1:1: missing-schema: there is no schema folder 'schema'"
    ]
    (tmp_path / "schema").mkdir()
    assert lines(load(tmp_path, "schema").findings) == [
        "schema:1:1: missing-schema: the schema folder 'schema' holds no YAML file"
    ]
    os.mkfifo(tmp_path / "pipe")
    assert lines(load(tmp_path, "pipe").findings) == ["pipe:1:1: missing-schema: 'pipe' is no folder"]


def test_one_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    schema(tmp_path, a="x: [", b=b"\xff", c=GOOD, d="a: 1\na: 2\n", e="x: 1\n---\ny: [")
    loaded = load(tmp_path, "schema")
    assert [document.file for document in loaded.documents] == ["schema/c.yaml", "schema/d.yaml", "schema/e.yaml"]
    assert [str(found.span) for found in loaded.findings] == [
        "schema/a.yaml:1:5",
        "schema/b.yaml:1:1",
        "schema/d.yaml:2:1",
        "schema/e.yaml:3:5",
    ]


def test_symbolic_links(tmp_path: Path) -> None:
    schema(tmp_path, a=GOOD)
    folder = tmp_path / "schema"
    (tmp_path / "outside.yaml").write_text("interface: [")
    (folder / "in.yaml").symlink_to("a.yaml")
    (folder / "out.yaml").symlink_to("../outside.yaml")
    (folder / "passwd.yaml").symlink_to("/etc/passwd")
    (folder / "loop").symlink_to(".")
    (folder / "notes.txt").symlink_to("../outside.yaml")
    loaded = load(tmp_path, "schema")
    assert [document.file for document in loaded.documents] == ["schema/a.yaml", "schema/in.yaml"]
    assert lines(loaded.findings) == [
        "schema/loop:1:1: symbolic-link: a symbolic link to a folder is not followed",
        "schema/out.yaml:1:1: symbolic-link: a symbolic link leads out of the schema folder",
        "schema/passwd.yaml:1:1: symbolic-link: a symbolic link leads out of the schema folder",
    ]


def test_a_schema_folder_that_is_a_link_is_the_users_own_wish(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.yaml").write_text(GOOD)
    (tmp_path / "schema").symlink_to("elsewhere")
    assert len(load(tmp_path, "schema").documents) == 1


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    schema(tmp_path)
    os.mkfifo(tmp_path / "schema" / "p.yaml")
    assert lines(load(tmp_path, "schema").findings) == [
        "schema/p.yaml:1:1: unreadable-file: the file can't be read: not a regular file"
    ]


def test_a_folder_that_vanishes_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schema(tmp_path, a=GOOD)

    def refuse(_path: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    assert lines(load(tmp_path, "schema").findings) == [
        "schema:1:1: unreadable-file: the folder can't be read: permission denied"
    ]


def test_names_that_no_terminal_can_show(tmp_path: Path) -> None:
    schema(tmp_path)
    (tmp_path / "schema" / "a\nb.yaml").write_text("[")
    (tmp_path / "schema" / os.fsdecode(b"\xff.yaml")).write_text("[")
    files = [found.span.file for found in load(tmp_path, "schema").findings]
    assert files == ["schema/\\udcff.yaml", "schema/a\\nb.yaml"]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    schema(tmp_path, good=GOOD)
    with (tmp_path / "schema" / "huge.yaml").open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    loaded, seconds = timed(lambda: load(tmp_path, "schema"))
    assert seconds < 1
    assert lines(loaded.findings) == ["schema/huge.yaml:1:1: file-too-large: the file is larger than 8 MiB"]
    assert len(loaded.documents) == 1


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    start = b"interface: Clock\n#"
    schema(tmp_path, a=start + b"x" * (MAX_BYTES - len(start)))
    assert load(tmp_path, "schema").findings == ()


def test_too_many_values() -> None:
    documents, findings = read_nodes("[" + "a," * 250_001 + "]", "f")
    assert documents == []
    assert lines(findings) == ["f:1:500002: file-too-large: the file has more than 250000 values"]


def test_too_many_findings() -> None:
    documents, findings = read_nodes("&a b\n---\n" * 2000, "f")
    assert documents != []
    assert len(findings) == 1001
    assert lines(findings)[-1] == (
        "f:2001:1: too-many-findings: more than 1000 findings: this one and what follows is not reported"
    )


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"\xff\xfea\x00", "1:1: not-utf-8: the file is UTF-16, not UTF-8"),
        (b"a: b\n\xc3\xa9: \xe9x", "2:4: not-utf-8: the byte 0xe9 is not UTF-8"),
        (b"a: \xed\xa0\x80", "1:4: not-utf-8: the byte 0xed is not UTF-8"),
        (b"a: \xc3", "1:4: not-utf-8: the byte 0xc3 is not UTF-8"),
        (b"a: b\nc: \x00d", "2:4: control-character: the file holds the character U+0000 (NUL)"),
        (b"a: b\rc: d", "1:5: control-character: the file holds the character U+000D (a carriage return alone)"),
        ("a: \u2028".encode(), "1:4: control-character: the file holds the character U+2028 (LINE SEPARATOR)"),
        ("a: \u202e".encode(), "1:4: control-character: the file holds the character U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        (b"a: \x1b[31m", "1:4: control-character: the file holds the character U+001B"),
    ],
)
def test_bytes_that_are_no_text(tmp_path: Path, data: bytes, place: str) -> None:
    schema(tmp_path, a=data)
    loaded = load(tmp_path, "schema")
    assert lines(loaded.findings) == [f"schema/a.yaml:{place}"]
    assert loaded.documents == ()
    assert list(loaded.sources) == ["schema/a.yaml"]


def test_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    schema(tmp_path, a=b"\xef\xbb\xbfspec: clock\r\ninterface: Clock\r\n")
    loaded = load(tmp_path, "schema")
    assert loaded.findings == ()
    assert loaded.sources["schema/a.yaml"] == GOOD
    root = loaded.documents[0].root
    assert isinstance(root, Mapping)
    assert str(root.entries[0].key.span) == "schema/a.yaml:1:1"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[" * 100_000, "1:65"),
        ("- " * 100_000, "1:129"),
        ("{a: " * 100_000, "1:257"),
        ("x:\n" + "".join(" " * i + "- \n" for i in range(1, 100)), "65:65"),
    ],
)
@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
def test_deep_nesting_is_an_error_with_a_place(text: str, place: str, loader: type[yaml.SafeLoader]) -> None:
    (documents, findings), seconds = timed(lambda: read_nodes(text, "f", loader))
    assert seconds < 2
    assert documents == []
    # libyaml 0.2.6 reads ahead to a limit of its own, the thousandth bracket, before it gives the first 64 out.
    places = {place, "1:1001"} if loader.__name__ == "CSafeLoader" and text[0] == "[" else {place}
    assert len(findings) == 1
    assert lines(findings)[0] in {f"f:{each}: too-deep: collections are nested more than 64 deep" for each in places}


def test_an_alias_bomb_is_refused_alias_by_alias() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    documents, findings = read_nodes(bomb + "---\ninterface: Next\n", "f")
    assert [plain(document.root) for document in documents] == [{"interface": "Next"}]
    assert len(findings) == 9 + 16
    assert {found.rule for found in findings} == {"yaml-alias"}


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
def test_every_scalar_is_text(loader: type[yaml.SafeLoader]) -> None:
    text = "on: no\n1e3: 0x10\n~: null\n2001-01-01: .inf\n'true': \"a\\tb\"\nblock: |\n  one\n  two\nempty:\n"
    documents, findings = read_nodes(text, "f", loader)
    assert findings == []
    assert plain(documents[0].root) == {
        "on": "no",
        "1e3": "0x10",
        "~": "null",
        "2001-01-01": ".inf",
        "true": "a\tb",
        "block": "one\ntwo\n",
        "empty": "",
    }


def test_places_and_sources() -> None:
    documents, _ = read_nodes("é: [\U0001f600x, 'it''s', \"a\\\"b\", two\n  words]\nk: >\n  folded\n", "f")
    root = documents[0].root
    assert isinstance(root, Mapping)
    value = root.entries[0].value
    assert isinstance(value, Sequence)
    seen = [(i.text, i.span.column, i.span.end_column, i.plain, i.source) for i in value.items if isinstance(i, Scalar)]
    assert seen == [
        ("\U0001f600x", 5, 7, True, "\U0001f600x"),
        ("it's", 9, 16, False, "'it''s'"),
        ('a"b', 18, 24, False, '"a\\"b"'),
        ("two words", 26, 8, True, ""),
    ]
    assert root.entries[1].value == Scalar("folded\n", root.entries[1].value.span, plain=False)


def test_both_parsers_see_the_same_schema() -> None:
    for path in sorted((Path(__file__).parents[2] / "schema").glob("background-fetch/*.yaml")):
        text = path.read_text()
        assert read_nodes(text, "f", yaml.SafeLoader) == read_nodes(text, "f", yaml.CSafeLoader)


def test_empty_documents_say_nothing() -> None:
    assert read_nodes("", "f") == ([], [])
    assert read_nodes("# comment\n---\n---\n...\n", "f") == ([], [])


def test_version_directive_is_fine() -> None:
    documents, findings = read_nodes("%YAML 1.1\n---\na: b\n", "f")
    assert (len(documents), findings) == (1, [])


def test_refused_entries_leave_the_others() -> None:
    documents, findings = read_nodes("a: 1\na: {x: y}\n? [b]\n: {z: [1]}\n<<: {q: r}\nc: !t 2\nd: &e 3\n", "f")
    assert [plain(document.root) for document in documents] == [{"a": "1", "c": "2", "d": "3"}]
    assert lines(findings) == [
        "f:2:1: duplicate-key: the key 'a' stands here twice",
        "f:3:3: yaml-key: a key must be a word",
        "f:5:1: merge-key: merge keys are not used here",
        "f:6:4: yaml-tag: tags have no meaning here",
        "f:7:4: yaml-alias: the anchor '&e' has no use here",
    ]


def test_tags_and_anchors_of_collections() -> None:
    _, findings = read_nodes("a: !!set {b: }\nc: &d [e]\n", "f")
    assert [f"{found.span}: {found.rule}" for found in findings] == ["f:1:4: yaml-tag", "f:2:4: yaml-alias"]


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [1, 2", "a list in brackets needs ',' between its items and ']' behind the last"),
        ("{a: b", "a mapping in braces needs ',' between its entries and '}' behind the last"),
        ('a: "x', "the quoted text is not closed"),
        ('"a\n--- b"', "the quoted text is not closed before the next document"),
        ("a: b: c", "a ':' stands where no key can be"),
        ("a:\n\t- b", "a tab can't indent YAML"),
        ("a: @x", "a text can't begin with '@'"),
        ("a: %x", "a text can't begin with '%'"),
        ("a: `x`", "a text can't begin with '`'"),
        ("- a\nb: 1", "a list goes on with something that is no item"),
        ("a: 1\n- b", "here should stand a key"),
        ("a: *", "a text can't begin with '*' or '&'"),
        ('a: "\\q"', "there is no such escape in a text in double quotes"),
        ("%YAML 2.0\n---\na", "this version of YAML is not known"),
        ("a: !x!y z", "tags have no meaning here"),
        ("a: ]", "here should stand a value"),
        ("x: - a", "a list item can't begin here"),
        ("a: |x\n b", "text stands behind the '|' or '>' that begins a block"),
        ("a: b\nlong\nc: d", "a key without ':'"),
        ("a: [b]]", "here should stand a key"),
        ("[a]\nb: c", None),
        ("a: 'b' 'c'\n", "here should stand a key"),
        ("? a\nb\nc", None),
    ],
)
def test_syntax_errors_in_our_words(text: str, message: str | None, loader: type[yaml.SafeLoader]) -> None:
    _, findings = read_nodes(text, "f", loader)
    assert [found.rule for found in findings] == ["yaml-syntax"]
    assert message in {None, findings[0].message}
    assert findings[0].span.line <= text.count("\n") + 1


def test_an_error_at_the_end_is_shown_behind_the_last_character() -> None:
    _, findings = read_nodes("a: [1,\n  2\n", "f")
    assert str(findings[0].span) == "f:2:4"
    assert [(note.message, str(note.span)) for note in findings[0].notes] == [
        ("what it belongs to begins here", "f:1:4")
    ]


def test_the_collector_runs_again_afterwards(tmp_path: Path) -> None:
    schema(tmp_path, a=GOOD)
    assert gc.isenabled()
    load(tmp_path, "schema")
    assert gc.isenabled()
    gc.disable()
    try:
        load(tmp_path, "schema")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_examples(tmp_path: Path) -> None:
    assert load_examples(tmp_path, "docs") == {}
    folder = tmp_path / "docs" / "examples"
    folder.mkdir(parents=True)
    (folder / "b-1.py").write_text("print(1)\n")
    (folder / "b-1.out").write_text("1\n")
    (folder / "a_2.py").write_text("pass\n")
    (folder / "broken.py").write_bytes(b"\xff")
    (folder / "Other Name.py").write_text("pass\n")
    (folder / "alone.out").write_text("x\n")
    assert load_examples(tmp_path, "docs") == {
        "a_2": Example(code="pass\n"),
        "b-1": Example(code="print(1)\n", output="1\n"),
    }
    assert list(load_examples(tmp_path, "docs")) == ["a_2", "b-1"]
