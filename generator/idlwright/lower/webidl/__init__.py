"""Web IDL, written back from the model: single definitions and members for pages, or the whole of it."""

from __future__ import annotations

from idlwright.lower.webidl.printer import definition_lines, member_lines, type_text
from idlwright.lower.webidl.whole import Section, sections, whole

__all__ = ["Section", "definition_lines", "member_lines", "sections", "type_text", "whole"]
