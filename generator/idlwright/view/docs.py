"""Pages of the documentation: what stands on each, in order, ready to be laid out.

Every text that goes into a page is `Markdown`: a type of its own, which only `idlwright.lower.docs.markdown` makes, so
that nothing from a schema can reach a page around the filter. Addresses inside it are relative to the page.
"""

from __future__ import annotations

from dataclasses import field
from typing import NewType, TypeAlias

from idlwright.light import dataclass
from idlwright.model.nav import NavItem

Markdown = NewType("Markdown", str)
"""Text that may go into a page as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A word about the status of a feature; `kind` is the end of a class name, for colour."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A titled block of code."""

    title: str
    block: Markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table, or a link with its sentence."""

    label: Markdown
    text: Markdown
    detail: Markdown = Markdown("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A heading and the rows below it."""

    heading: Markdown
    rows: tuple[Row, ...]
    anchor: str = ""
    note: Markdown = Markdown("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What every page opens with."""

    path: str
    """Where the page goes, below the reference folder."""
    title: str
    description: str
    """At most 160 characters of plain text."""
    heading: Markdown
    trail: Markdown
    """The way here from the reference's first page."""
    badges: tuple[Badge, ...] = ()
    summary: Markdown = Markdown("")
    paragraphs: tuple[Markdown, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleView:
    """A program and what it printed."""

    title: Markdown
    code: Markdown
    output: Markdown = Markdown("")


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectView:
    """A fault of the specification, as the page of a feature or the table of all shows it."""

    anchor: str
    title: Markdown
    found: Markdown
    decision: Markdown
    reason: Markdown
    link: Markdown
    affects: Markdown = Markdown("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """What the page of a definition or member ends with."""

    notes: tuple[Markdown, ...] = ()
    """Conversions to know."""
    overrides: tuple[Row, ...] = ()
    defects: tuple[DefectView, ...] = ()
    examples: tuple[ExampleView, ...] = ()
    exposure: Markdown = Markdown("")
    browsers: tuple[Row, ...] = ()
    specification: Markdown = Markdown("")
    backlinks: tuple[Row, ...] = ()
    see_also: tuple[Markdown, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionPage:
    """An interface, mixin, namespace, typedef, callback, … : lists of members, each a link and a sentence."""

    head: Head
    tabs: tuple[Tab, ...] = ()
    facts: tuple[Row, ...] = ()
    """Inheritance, the type behind a name, and so on."""
    listings: tuple[Listing, ...] = ()
    inherited: tuple[Row, ...] = ()
    tail: Tail = field(default=Tail())


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A field of a dictionary: a heading of its own, so that it can be linked to."""

    anchor: str
    heading: Markdown
    facts: tuple[Row, ...]
    summary: Markdown = Markdown("")


@dataclass(frozen=True, slots=True, kw_only=True)
class DictionaryPage:
    """A dictionary and its fields, the inherited ones too."""

    head: Head
    tabs: tuple[Tab, ...] = ()
    facts: tuple[Row, ...] = ()
    fields: tuple[FieldView, ...] = ()
    tail: Tail = field(default=Tail())


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPage:
    """A member: all overloads of one name."""

    head: Head
    tabs: tuple[Tab, ...] = ()
    parameters: tuple[Listing, ...] = ()
    """One listing a form; empty for what is not called."""
    result_heading: str = ""
    result: tuple[Row, ...] = ()
    result_summary: Markdown = Markdown("")
    throws: tuple[Row, ...] = ()
    called: bool = False
    """Whether it has parameters and exceptions to speak of, be it to say that there are none."""
    tail: Tail = field(default=Tail())


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """An event that is fired at an interface's objects."""

    head: Head
    tabs: tuple[Tab, ...] = ()
    facts: tuple[Row, ...] = ()
    properties: tuple[Row, ...] = ()
    tail: Tail = field(default=Tail())


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPage:
    """Everything, grouped by specification; or all rules, grouped by nothing."""

    head: Head
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectsPage:
    """All faults of the specifications that policy has decided on, and all overridden types."""

    head: Head
    defects: tuple[DefectView, ...]
    overrides: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePage:
    """A rule of the checker."""

    head: Head
    bad: Markdown = Markdown("")
    good: Markdown = Markdown("")


Page: TypeAlias = DefinitionPage | DictionaryPage | MemberPage | EventPage | IndexPage | DefectsPage | RulePage


@dataclass(frozen=True, slots=True, kw_only=True)
class DocsTree:
    """Everything that is generated for the site."""

    root: str
    """Folder of the reference, relative to the project: `site_docs/reference`."""
    pages: tuple[Page, ...]
    nav_file: str
    nav: tuple[NavItem, ...]
