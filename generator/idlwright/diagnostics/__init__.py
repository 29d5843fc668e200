"""Spans, findings and the rules they belong to: data only, imported by every stage."""

from idlwright.diagnostics.diagnostic import Diagnostic, Fix, Note, Severity, in_order
from idlwright.diagnostics.span import Span

__all__ = ["Diagnostic", "Fix", "Note", "Severity", "Span", "in_order"]
