"""Web IDL files: read with the same care as YAML, each with the specification that its head or the user names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from idlwright.diagnostics import Diagnostic
from idlwright.light import dataclass
from idlwright.load.text import read_text

_SOURCE = re.compile(r"^// Source: (?P<title>[^\n]{1,200}?) \((?P<url>https://[^\s()]{1,500})\)[ \t]*$", re.MULTILINE)
_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class WebIdlFile:
    """One file, and what is known of its specification."""

    file: str
    text: str
    spec: str
    """Made of the file's name."""
    title: str = ""
    """From a line `// Source: Title (https://…)`, as collections of Web IDL have it; empty when there is none."""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedWebIdl:
    """All files that could be read."""

    files: tuple[WebIdlFile, ...]
    sources: Mapping[str, str]
    findings: tuple[Diagnostic, ...]


def load_webidl(paths: Iterable[str]) -> LoadedWebIdl:
    """Read Web IDL files."""
    files: list[WebIdlFile] = []
    sources: dict[str, str] = {}
    findings: list[Diagnostic] = []
    for path in paths:
        name = path.replace("\\", "/")
        text, found = read_text(path, name)
        findings += found
        if text is None:
            continue
        sources[name] = text
        head = _SOURCE.search(text)
        stem = name.rpartition("/")[2].removesuffix(".idl").removesuffix(".webidl")
        files.append(
            WebIdlFile(
                file=name,
                text=text,
                spec=_ID.sub("-", stem.lower()).strip("-"),
                title=head["title"] if head else "",
                url=head["url"] if head else "",
            )
        )
    return LoadedWebIdl(files=tuple(files), sources=sources, findings=tuple(findings))
