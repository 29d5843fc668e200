"""Further names of interfaces, which old pages use: `[LegacyFactoryFunction]` and `[LegacyWindowAlias]`.

Each becomes an interface of its own that inherits from the one it stands for, so that types can name it and every
output has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from idlwright.light import replace
from idlwright.syntax.attributes import ExtendedAttribute
from idlwright.syntax.definitions import Definition, Interface
from idlwright.syntax.docs import Docs
from idlwright.syntax.members import Constructor
from idlwright.syntax.text import Text


def further_names(definitions: Mapping[str, Definition]) -> dict[str, Definition]:
    """Return an interface for each further name that is not defined otherwise."""
    found: dict[str, Definition] = {}
    for definition in definitions.values():
        if isinstance(definition, Interface) and definition.attributes:
            for made in _made(definition):
                if made.name.text not in definitions:
                    found.setdefault(made.name.text, made)
    return found


def _made(interface: Interface) -> Iterator[Interface]:
    for attribute in interface.attributes:
        match attribute.name.text:
            case "LegacyFactoryFunction" if attribute.value is not None:
                yield _factory(interface, attribute, attribute.value)
            case "LegacyWindowAlias":
                names = attribute.values or (attribute.value,)
                yield from (_alias(interface, attribute, name) for name in names if name is not None)
            case _:
                continue


def _factory(interface: Interface, attribute: ExtendedAttribute, name: Text) -> Interface:
    docs = Docs(summary=Text(f"Construct a {interface.name}.", attribute.span))
    constructor = Constructor(docs=docs, arguments=attribute.arguments or (), span=attribute.span)
    summary = f"Constructs a {interface.name}: its legacy factory function."
    made = _heir(interface, attribute, name, summary)
    return replace(made, members=(constructor,))


def _alias(interface: Interface, attribute: ExtendedAttribute, name: Text) -> Interface:
    constructors = tuple(each for each in interface.members if isinstance(each, Constructor))
    summary = f"Another name of {interface.name} in windows, kept for old pages."
    made = _heir(interface, attribute, name, summary)
    return replace(made, members=constructors, exposed=(Text("Window", attribute.span),))


def _heir(interface: Interface, attribute: ExtendedAttribute, name: Text, summary: str) -> Interface:
    return Interface(
        name=name,
        spec=interface.spec,
        docs=replace(interface.docs, summary=Text(summary, attribute.span), description=(), examples=()),
        exposed=interface.exposed,
        inherits=interface.name,
        span=attribute.span,
    )
