"""Readers of prose and links: what people will read, and where it may point.

White space is folded to single spaces. Characters that don't show, or that turn the order of what shows, are refused.
"""

from __future__ import annotations

import re

from idlwright.diagnostics import Fix, Span
from idlwright.parse.entries import items
from idlwright.parse.report import Report, shown
from idlwright.parse.words import word
from idlwright.syntax.nodes import Node, Scalar, Sequence
from idlwright.syntax.text import Text

MAX_SUMMARY = 300
MAX_PARAGRAPH = 2000
_CODE = re.compile(r"`[^`]*`")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_SECOND_SENTENCE = re.compile(r"[.!?](?<!\be\.g.)(?<!\bi\.e.)(?<!\bcf.)(?<!\bvs.)(?<!\betc.)(?<!\b[A-Z].)\s+[A-Z]")
_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*)?")
_FRAGMENT = re.compile(r"#[A-Za-z0-9._~:/?@!$&'()*+,;=%-]+")
MAX_LINK = 1000


def summary(report: Report, node: Node) -> Text | None:
    """Read one sentence with its full stop."""
    found = _prose(report, node, "a sentence", MAX_SUMMARY)
    if found is None:
        return None
    if not found.text.endswith("."):
        report.error("summary", found.span, "a summary must end in a full stop", fix=_full_stop(node))
    elif _SECOND_SENTENCE.search(_CODE.sub("code", found.text)):
        report.error("summary", found.span, "a summary must be one sentence", "the rest belongs in 'description'")
    return found


def phrase(report: Report, node: Node) -> Text | None:
    """Read words that need not be a sentence."""
    return _prose(report, node, "a phrase", MAX_SUMMARY)


def paragraph(report: Report, node: Node) -> Text | None:
    """Read one paragraph."""
    return _prose(report, node, "a paragraph", MAX_PARAGRAPH)


def paragraphs(report: Report, node: Node) -> tuple[Text, ...]:
    """Read a list of paragraphs, or one text, whose blank lines part it."""
    if isinstance(node, Sequence):
        return items(report, node, paragraph, "'description'")
    if not isinstance(node, Scalar):
        paragraph(report, node)
        return ()
    parts = [part for part in _BLANK_LINE.split(node.text) if part.strip()] or [""]
    read = (paragraph(report, Scalar(part, node.span, node.plain)) for part in parts)
    return tuple(found for found in read if found is not None)


def link(report: Report, node: Node) -> Text | None:
    """Read `#fragment` or an https address."""
    return _link(report, node, fragments=True)


def address(report: Report, node: Node) -> Text | None:
    """Read an https address."""
    return _link(report, node, fragments=False)


def _prose(report: Report, node: Node, what: str, limit: int) -> Text | None:
    scalar = word(report, node, what)
    if scalar is None:
        return None
    text = " ".join(scalar.text.split())
    span = scalar.span
    if not text:
        report.error("prose", span, f"here must stand {what}, not blanks alone")
    elif len(text) > limit:
        report.error("prose", span, f"{what} must have at most {limit} characters, not {len(text)}")
    elif not text.isprintable():
        bad = next(c for c in text if not c.isprintable())
        report.error("prose", span, f"the character U+{ord(bad):04X} can't be seen by readers", "delete it")
    elif text.count("`") % 2:
        report.error("prose", span, "a '`' is not closed", "code stands between two")
    elif text.count("[[") != text.count("]]"):
        report.error("prose", span, "a '[[' is not closed", "write [[Name]] or [[Name.member]]")
    else:
        return Text(text, span)
    return None


def _link(report: Report, node: Node, *, fragments: bool) -> Text | None:
    wanted = "an https address" + (" or a #fragment" if fragments else "")
    scalar = word(report, node, wanted)
    if scalar is None:
        return None
    text = scalar.text
    pattern = _FRAGMENT if fragments and text.startswith("#") else _ADDRESS
    if len(text) > MAX_LINK or not pattern.fullmatch(text):
        help_ = 'quote a fragment, as in "#dom-x"' if fragments else "as in https://example.org/spec/"
        if text.startswith("http://"):
            help_ = "addresses begin with https://"
        report.error("link", scalar.span, f"{shown(text)} is not {wanted}", help_)
        return None
    return Text(text, scalar.span)


def _full_stop(node: Node) -> Fix | None:
    """Return the change that adds a full stop, where the text stands on one line."""
    if not isinstance(node, Scalar) or not node.source:
        return None
    span = node.span
    column = span.end_column - (0 if node.plain else 1)
    return Fix(span=Span(span.file, span.end_line, column, span.end_line, column), replacement=".")
