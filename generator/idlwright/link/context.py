"""What every step of link knows, and where it puts what it finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import TypeAlias

from idlwright.diagnostics import Diagnostic, Fix, Note, Span
from idlwright.diagnostics.limit import add
from idlwright.diagnostics.suggest import Guesses
from idlwright.light import dataclass
from idlwright.syntax import definitions, members
from idlwright.syntax.labels import label
from idlwright.syntax.schema import Specification
from idlwright.syntax.text import Text

Step: TypeAlias = definitions.Definition | definitions.EventFired | members.Member | members.Argument
"""What a finding can be inside of."""
Where: TypeAlias = tuple[Step, ...]
"""The nodes around a place, outermost first; they become words only when there is something to report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The names of a schema, and the findings so far."""

    definitions: Mapping[str, definitions.Definition]
    """The main definition of each name; of several the first."""
    specifications: Mapping[str, Specification]
    findings: list[Diagnostic]
    broken: set[str] = field(default_factory=set)
    """Definitions whose parent or mixins are unknown: what they inherit can't be judged."""
    prose: list[tuple[Text, Where]] = field(default_factory=list)
    """Summaries and paragraphs, to look up the references in them when all names are known."""
    guesses: Guesses = field(default_factory=Guesses)

    def report(self, rule: str, span: Span, message: str, where: Where = (), notes: tuple[Note, ...] = ()) -> None:
        """Add an error."""
        add(self.findings, Diagnostic(rule=rule, span=span, message=message, path=labels(where), notes=notes))

    def unknown(self, rule: str, message: str, name: Text, known: Iterable[str], where: Where = ()) -> None:
        """Add an error about a name that nothing stands behind, with a guess at what was meant."""
        guess = self.guesses.closest(name.text, known)
        if guess is None:
            self.report(rule, name.span, message, where)
            return
        target = self.definitions.get(guess)
        place = f" ({basename(target.name.span)})" if target else ""
        found = Diagnostic(
            rule=rule,
            span=name.span,
            message=message,
            path=labels(where),
            help=f"did you mean '{guess}'?{place}",
            fix=Fix(span=name.span, replacement=guess),
        )
        add(self.findings, found)


def basename(span: Span) -> str:
    """Return a place as a help line gives it: the file's name and the line."""
    return f"{span.file.rpartition('/')[2]}:{span.line}"


def labels(where: Where) -> tuple[str, ...]:
    """Return the words for the nodes around a place."""
    return tuple(map(label, where))


def kind(node: definitions.Definition) -> str:
    """Return what a definition is, with its article."""
    words = label(node).removesuffix(f" {node.name}")
    return f"an {words}" if words[0] in "aei" else f"a {words}"
