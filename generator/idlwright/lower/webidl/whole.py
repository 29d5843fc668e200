"""The whole model as Web IDL: by specification, partial definitions apart, as if policy did not exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, TypeVar

from idlwright.light import dataclass, replace
from idlwright.lower.webidl.printer import definition_lines, member_lines, opening
from idlwright.model import query
from idlwright.model.api import Api, Specification
from idlwright.model.definitions import (
    CallbackInterface,
    Definition,
    Dictionary,
    External,
    Interface,
    Mixin,
    Namespace,
)
from idlwright.model.members import Member

_Block: TypeAlias = Interface | Mixin | Namespace | Dictionary | CallbackInterface
M = TypeVar("M", bound=Member)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What one specification defines."""

    spec: str
    text: str


def whole(api: Api) -> str:
    """Return everything; names that the schema leaves to others stand in a comment at the end."""
    parts = [section.text for section in sections(api)]
    externals = [definition.name for definition in api.definitions if isinstance(definition, External)]
    if externals:
        parts.append("\n".join(["// Used, and not defined here:", *(f"// - {name}" for name in externals)]) + "\n")
    return "\n".join(parts)


def sections(api: Api) -> tuple[Section, ...]:
    """Return the text of each specification that defines something, by id."""
    partials = _partials(api)
    made = []
    for specification in api.specifications:
        mains = [
            each
            for each in api.definitions
            if each.spec == specification.id and not isinstance(each, External) and not query.is_further_name(api, each)
        ]
        blocks = ["\n".join(_main(definition)) for definition in mains]
        blocks.extend("\n".join(lines) for lines in partials.get(specification.id, ()))
        if blocks:
            made.append(
                Section(spec=specification.id, text=f"{_heading(specification)}\n\n" + "\n\n".join(blocks) + "\n")
            )
    return tuple(made)


def _heading(specification: Specification) -> str:
    """Return the line that `import webidl` takes title and address from."""
    title = " ".join(specification.title.split())
    return f"// Source: {title} ({specification.url})"


def _main(definition: Definition) -> tuple[str, ...]:
    """Return a definition without what its partials add to it."""
    if not isinstance(definition, _Block):
        return definition_lines(definition)
    own = [member for member in definition.members if member.origin.partial is None]
    if isinstance(definition, Mixin):
        own = [_without(member, definition.exposed) for member in own]
    return definition_lines(definition, own)


def _without(member: M, exposed: tuple[str, ...]) -> M:
    """Take an [Exposed] off that a member has from its mixin."""
    return replace(member, exposed=None) if member.exposed == (exposed or None) else member


def _partials(api: Api) -> dict[str, list[list[str]]]:
    """Return the lines of the partial definitions of each specification."""
    found: dict[str, list[list[str]]] = {}
    for definition in api.definitions:
        if not isinstance(definition, _Block):
            continue
        numbered: dict[tuple[str, int], list[Member]] = {}
        for member in definition.members:
            if member.origin.partial is not None:
                numbered.setdefault((member.origin.spec, member.origin.partial), []).append(member)
        for (spec, _), members in sorted(numbered.items(), key=lambda item: item[0]):
            found.setdefault(spec, []).append(list(_partial(definition, members)))
    return found


def _partial(definition: _Block, members: list[Member]) -> Iterator[str]:
    """Yield a partial definition; what Web IDL lets it say for all its members, they say themselves."""
    yield f"partial {opening(definition)}"
    for member in members:
        yield from member_lines(member, "  ")
    yield "};"
