"""The filters of all templates: one way into each kind of text, so that nothing from a schema gets there unescaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from idlwright.lower.defaults import python_string


def docstring(text: str, indent: int = 4) -> str:
    """Return a docstring in its quotes, with an indentation; any text in, always one valid string literal out."""
    pad = " " * indent
    lines = [_printable(line).rstrip() for line in text.strip().splitlines()]
    body = "\n".join(f"{pad}{line}" if line else "" for line in lines).strip()
    body = body.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    if len(lines) > 1:
        return f'{pad}"""{body}\n{pad}"""'
    if body.endswith('"'):
        body = f'{body[:-1]}\\"'
    return f'{pad}"""{body}"""'


def _printable(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in line)


def yaml_text(text: str) -> str:
    """Return a text as a double-quoted scalar of YAML, for front matter and navigation."""
    line = text if text.isprintable() else "".join(each if each.isprintable() else " " for each in text)
    escaped = line.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def title_text(text: str) -> str:
    """Return a text as a scalar of YAML that themes put into HTML as it stands: into attributes, and as content."""
    return yaml_text(text.translate(_HTML))


_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})

FILTERS: Mapping[str, Callable[..., str]] = {
    "docstring": docstring,
    "pystring": python_string,
    "title": title_text,
}
