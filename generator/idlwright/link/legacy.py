"""Further names of interfaces, which old pages use: `[LegacyFactoryFunction]` and `[LegacyWindowAlias]`.

Each becomes an interface of its own that inherits from the one it stands for, so that every output has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from idlwright.model.attributes import ExtendedAttribute
from idlwright.model.definitions import Definition, Interface
from idlwright.model.docs import Docs
from idlwright.model.members import Constructor, InterfaceMember, Origin


def further_names(definitions: Iterable[Definition]) -> list[Definition]:
    """Return definitions with an interface for each further name; a name that is there already stays what it is."""
    found = {each.name: each for each in definitions}
    for definition in tuple(found.values()):
        if isinstance(definition, Interface):
            for made in _made(definition):
                found.setdefault(made.name, made)
    return list(found.values())


def _made(interface: Interface) -> Iterator[Interface]:
    for attribute in interface.attributes:
        if attribute.name == "LegacyFactoryFunction" and attribute.value:
            constructor = Constructor(
                origin=Origin(spec=interface.spec),
                docs=Docs(summary=f"Construct a {interface.name}."),
                arguments=attribute.arguments or (),
                span=attribute.span,
            )
            text = f"Constructs a {interface.name}: its legacy factory function."
            yield _heir(interface, attribute, attribute.value, text, (constructor,))
        if attribute.name == "LegacyWindowAlias":
            constructors = tuple(each for each in interface.members if isinstance(each, Constructor))
            for name in attribute.values or (attribute.value,):
                if name:
                    text = f"Another name of {interface.name} in windows, kept for old pages."
                    yield _heir(interface, attribute, name, text, constructors, exposed=("Window",))


def _heir(  # noqa: PLR0913 -- what makes an interface
    interface: Interface,
    attribute: ExtendedAttribute,
    name: str,
    summary: str,
    members: tuple[InterfaceMember, ...],
    *,
    exposed: tuple[str, ...] = (),
) -> Interface:
    docs = Docs(summary=summary, link=interface.docs.link, status=interface.docs.status, support=interface.docs.support)
    return Interface(
        name=name,
        spec=interface.spec,
        docs=docs,
        exposed=exposed or interface.exposed,
        span=attribute.span,
        inherits=interface.name,
        members=members,
    )
