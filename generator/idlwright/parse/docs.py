"""What definitions and members have in common: prose, facts, extended attributes, exposure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypedDict

from idlwright.diagnostics import Span
from idlwright.model.docs import Status, Support
from idlwright.parse.attributes import attributes_reader
from idlwright.parse.entries import Entries, fields, wrong_node
from idlwright.parse.prose import link, paragraphs, phrase, summary
from idlwright.parse.report import Report, shown
from idlwright.parse.types import read_type
from idlwright.parse.words import definition_name, distinct, example, matching, unknown_word
from idlwright.syntax.attributes import ExtendedAttribute
from idlwright.syntax.docs import Docs, Throws
from idlwright.syntax.nodes import Mapping, Node, Scalar
from idlwright.syntax.text import Text

DOCS = ("summary", "description", "link", "status", "support", "extended_attributes", "examples")
"""Keys of definitions and members alike."""
COMMON = (*DOCS, "exposed", "throws")
"""Keys of every member."""
BROWSERS = (
    "bun", "chrome", "chrome_android", "deno", "edge", "firefox", "firefox_android", "ie", "nodejs", "oculus", "opera",
    "opera_android", "safari", "safari_ios", "samsunginternet_android", "webview_android", "webview_ios",
)  # fmt: skip
"""Engines as browser-compat-data names them."""
VERSION = re.compile(r"≤?[0-9]{1,4}(\.[0-9]{1,4}){0,3}|preview")
_GLOBAL = re.compile(r"[A-Za-z][0-9A-Za-z_]*|\*")

extended_attributes = attributes_reader(read_type)
examples = distinct(example, "'examples'")
exposed = distinct(
    matching(_GLOBAL, "the name of a global", "invalid-name", 'as in [Window, Worker], or "*"'), "'exposed'"
)


class Common(TypedDict):
    """The fields that every member has."""

    docs: Docs
    attributes: tuple[ExtendedAttribute, ...]
    exposed: tuple[Text, ...] | None
    span: Span


def common(entries: Entries, span: Span) -> Common:
    """Read the keys of every member (a definition has no `throws`, and only some have `exposed`)."""
    return Common(
        docs=docs(entries),
        attributes=entries.take("extended_attributes", extended_attributes) or (),
        exposed=entries.take("exposed", exposure),
        span=span,
    )


def docs(entries: Entries) -> Docs:
    """Read the prose and the facts."""
    return Docs(
        summary=entries.take("summary", summary),
        description=entries.take("description", paragraphs) or (),
        link=entries.take("link", link),
        status=entries.take("status", status),
        support=entries.take("support", support),
        throws=entries.many("throws", throws),
        examples=entries.take("examples", examples) or (),
    )


def exposure(report: Report, node: Node) -> tuple[Text, ...] | None:
    """Read a list of globals, or `"*"` alone."""
    if isinstance(node, Scalar) and node.text == "*":
        return (Text("*", node.span),)
    found = exposed(report, node)
    for each in found or ():
        if each.text == "*" and len(found or ()) > 1:
            report.error(
                "conflicting-keys", each.span, "'*' holds every global, and stands alone", 'write exposed: "*"'
            )
    return found or None


def status(report: Report, node: Node) -> Status | None:
    """Read where a feature stands."""
    entries = fields(report, node, "a status", ("experimental", "standard", "deprecated", "advice"))
    if entries is None:
        return None
    default = Status()
    deprecated = entries.flag("deprecated")
    advice = entries.take("advice", phrase)
    if advice is not None and not deprecated:
        report.error("conflicting-keys", entries.key("advice"), "'advice' needs 'deprecated: true'", "or delete it")
    return Status(
        experimental=entries.flag("experimental"),
        standard=entries.flag("standard") if "standard" in entries else default.standard,
        deprecated=deprecated,
        advice=advice.text if advice else "",
    )


def support(report: Report, node: Node) -> tuple[Support, ...] | None:
    """Read browsers and the versions that brought the feature."""
    if not isinstance(node, Mapping):
        wrong_node(report, node, "'support' must be a mapping", "as in {chrome: 74, firefox: false}")
        return None
    found: list[Support] = []
    for entry in node.entries:
        known = _support(entry.key.text, entry.value.text) if isinstance(entry.value, Scalar) else None
        if known is not None:
            found.append(known)
        elif entry.key.text not in BROWSERS:
            unknown_word(report, entry.key, "the name of a browser", BROWSERS)
        elif isinstance(entry.value, Scalar):
            help_ = "write a version like 74 or 15.4, true (unknown version) or false"
            message = f"{shown(entry.value.text)} is not a version"
            report.error("browser-version", entry.value.span, message, help_)
        else:
            wrong_node(report, entry.value, "here must stand a version")
    return tuple(found)


@lru_cache(maxsize=4096)
def _support(browser: str, version: str) -> Support | None:
    """Return a browser with a version, None for what is neither; most of them stand in a schema many times."""
    if browser not in BROWSERS:
        return None
    if version in {"true", "false"}:
        return Support(browser=browser, version=version == "true")
    return Support(browser=browser, version=version) if VERSION.fullmatch(version) else None


def throws(report: Report, node: Node) -> Throws | None:
    """Read an exception and its condition."""
    entries = fields(report, node, "an item of 'throws'", ("error", "when"))
    if entries is None:
        return None
    error = entries.need("error", definition_name)
    when = entries.need("when", phrase)
    return Throws(error=error, when=when, span=error.span) if error and when else None
