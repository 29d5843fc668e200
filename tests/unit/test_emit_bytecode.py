"""Compiled templates: kept, used again, and made anew where they can't be used."""

from __future__ import annotations

from pathlib import Path

import jinja2
from idlwright.emit.bytecode import TemplateCache


def render(folder: Path, source: str) -> str:
    loader = jinja2.DictLoader({"greeting": source})
    return jinja2.Environment(loader=loader, bytecode_cache=TemplateCache(folder)).get_template("greeting").render()  # noqa: S701 - no HTML


def test_a_template_is_kept_and_used_again(tmp_path: Path) -> None:
    folder = tmp_path / "__pycache__"
    assert render(folder, "hello") == "hello"
    (kept,) = folder.iterdir()
    stamp = kept.stat().st_mtime_ns
    assert render(folder, "hello") == "hello"
    assert kept.stat().st_mtime_ns == stamp


def test_a_template_that_has_changed_is_compiled_anew(tmp_path: Path) -> None:
    render(tmp_path, "hello")
    assert render(tmp_path, "goodbye") == "goodbye"


def test_a_damaged_file_is_compiled_anew(tmp_path: Path) -> None:
    render(tmp_path, "hello")
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    for damaged in (b"", whole[:-7], whole[: len(whole) // 2], b"nonsense"):
        kept.write_bytes(damaged)
        assert render(tmp_path, "hello") == "hello"


def test_a_folder_that_cannot_be_made_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert render(tmp_path / "file", "hello") == "hello"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
