"""The one way of text into a page.

Plain text of a schema becomes Markdown in which nothing is markup but two things that the format allows: `code` between
backticks, and [[Name]] or [[Name.member]] for a link. Whatever else could be Markdown, HTML, a template or a directive
of an extension is written as a character reference, which every renderer shows as the character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from idlwright.view.docs import Markdown

_SPECIAL = {ord(character): f"&#{ord(character)};" for character in '\\`*_{}[]<>#!|~^=&"$@'}
_INVISIBLE = dict.fromkeys((*range(32), *range(127, 160), *range(8234, 8239), *range(8294, 8298), 65279), "�")
"""Control characters, and those that turn the reading direction: shown, not obeyed."""
_ESCAPES = _SPECIAL | _INVISIBLE
_MARKUP = re.compile(r"`([^`]+)`|\[\[([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)?)\]\]")
_OPENING = re.compile(r"[-+:.]|\d+[.)]")
_NAME = re.compile(r"[A-Za-z_]\w*")
_UNFIT = re.compile(r"[`|\\<&]")
_TICKS = re.compile(r"`{3,}")


@lru_cache(maxsize=1024)
def escape(text: str) -> Markdown:
    """Return plain text, on one line, so that none of it is markup."""
    line = " ".join(text.split())
    opening = _OPENING.match(line)
    if opening is None:
        return Markdown(line.translate(_ESCAPES))
    mark = opening.end() - 1
    return Markdown(f"{line[:mark]}&#{ord(line[mark])};{line[mark + 1 :].translate(_ESCAPES)}")


@lru_cache(maxsize=4096)
def code(text: str) -> Markdown:
    """Return text as inline code."""
    line = " ".join(text.split())
    if line and not _UNFIT.search(line) and line.isprintable():
        return Markdown(f"`{line}`")
    return Markdown(f"<code>{line.translate(_ESCAPES)}</code>")


def link(label: Markdown, address: str) -> Markdown:
    """Return a link; the address is one of our own making, or has been through `external`."""
    return Markdown(f"[{label}]({address})")


def external(label: str, address: str) -> Markdown:
    """Return a link to another site, or the bare label when the address is no https address."""
    if not address.startswith("https://"):
        return escape(label)
    return Markdown(f"[{escape(label)}](<{_quoted(address)}>)")


def _quoted(address: str) -> str:
    """Percent-encode what could end an address or be read as markup."""
    if _PLAIN_ADDRESS.fullmatch(address):
        return address
    return "".join(
        character if _PLAIN_ADDRESS.fullmatch(character) else "".join(f"%{byte:02X}" for byte in character.encode())
        for character in address
    )


_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9:/?#%&=.,;~+@_-]+")


def prose(text: str, pages: Mapping[str, str], prefix: str) -> Markdown:
    """Return a sentence or paragraph of a schema, with its code and its references."""
    if "`" not in text and "[[" not in text:
        return escape(text)
    parts: list[str] = []
    position = 0
    text = " ".join(text.split())
    for found in _MARKUP.finditer(text):
        parts.append(escape(text[position : found.start()]) if not parts else _inside(text[position : found.start()]))
        position = found.end()
        parts.append(code(found[1]) if found[1] else reference(found[2], pages, prefix))
    parts.append(_inside(text[position:]))
    return Markdown("".join(_spaced(parts, text)))


def _inside(text: str) -> str:
    """Escape text that does not open a line; its blanks at both ends count."""
    return text.translate(_ESCAPES)


def _spaced(parts: list[str], text: str) -> Iterable[str]:
    """Give the first part back the blank that `escape` took from its end."""
    first, *others = parts
    opening = _MARKUP.search(text)
    blank = opening is not None and text[: opening.start()].endswith(" ")
    return (first + " " if blank else first, *others)


def reference(name: str, pages: Mapping[str, str], prefix: str) -> Markdown:
    """Return a link to the page of a definition or member, or its name where there is no such page."""
    page = pages.get(name)
    return code(name) if page is None else link(code(name), prefix + page)


def typed(text: str, pages: Mapping[str, str], prefix: str) -> Markdown:
    """Return a type expression as inline code in which the names that have pages are links."""
    if not pages:
        return code(text)
    parts: list[str] = []
    position = 0
    for found in _NAME.finditer(text):
        if found[0] not in pages:
            continue
        parts.append(text[position : found.start()].translate(_ESCAPES))
        parts.append(f"[{found[0].translate(_ESCAPES)}]({prefix}{pages[found[0]]})")
        position = found.end()
    parts.append(text[position:].translate(_ESCAPES))
    return Markdown(f"<code>{''.join(parts)}</code>")


def fenced(language: str, text: str, *, title: str = "", indent: int = 0) -> Markdown:
    """Return a block of code, fenced so that nothing in it can end it."""
    longest = max(map(len, _TICKS.findall(text)), default=2) if "```" in text else 2
    fence = "`" * (longest + 1)
    caption = f' title="{_caption(title)}"' if title else ""
    lines = (f"{fence}{language}{caption}", *text.rstrip("\n").split("\n"), fence)
    if not indent:
        return Markdown("\n".join(lines))
    blank = " " * indent
    return Markdown("\n".join([blank + line if line else "" for line in lines]))


def _caption(title: str) -> str:
    return "".join(character for character in title if character.isalnum() or character in " ./_-")


def plain(text: str, limit: int = 160) -> str:
    """Return a text without its markup, shortened at a word, for places that show no markup."""
    line = _MARKUP.sub(lambda found: found[1] or found[2], " ".join(text.split())).translate(_INVISIBLE)
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0] + "…"
