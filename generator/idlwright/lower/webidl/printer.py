"""Definitions, members and types of the model, each as Web IDL writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from idlwright.lower.webidl.keywords import argument_name, attribute_name, name_text, operation_name
from idlwright.model.attributes import ExtendedAttribute
from idlwright.model.definitions import (
    Callback,
    CallbackInterface,
    Definition,
    Dictionary,
    Enumeration,
    External,
    Interface,
    Mixin,
    Namespace,
    Typedef,
)
from idlwright.model.members import (
    Argument,
    Attribute,
    Collection,
    Constant,
    Constructor,
    Field,
    Member,
    Operation,
)
from idlwright.model.types import (
    Annotated,
    Buffer,
    Generic,
    Nullable,
    Primitive,
    Record,
    Reference,
    String,
    Type,
    Union,
)

_WIDTH = 100
_STEP = "  "


def type_text(type_: Type) -> str:
    """Return a type as Web IDL writes it."""
    match type_:
        case Primitive(name=name) | String(name=name) | Buffer(name=name) | Reference(name=name):
            return name
        case Nullable(inner=inner):
            return f"{type_text(inner)}?"
        case Generic(name=name, item=item):
            return f"{name}<{type_text(item)}>"
        case Record(key=key, value=value):
            return f"record<{type_text(key)}, {type_text(value)}>"
        case Union(members=members):
            return f"({' or '.join(map(type_text, members))})"
        case Annotated(inner=inner, attributes=attributes):
            return f"{_bracketed(attributes)}{type_text(inner)}"
        case _:
            assert_never(type_)


def definition_lines(definition: Definition, members: Iterable[Member] | None = None) -> tuple[str, ...]:
    """Return a definition; `members`, when given, are shown in place of its own."""
    match definition:
        case Typedef(type=type_):
            return (*_attributes(definition), f"typedef {type_text(type_)} {name_text(definition.name)};")
        case Callback(result=result, arguments=arguments):
            start = f"callback {name_text(definition.name)} = {type_text(result)} ("
            return (*_attributes(definition), *_called(start, arguments, "  "))
        case Enumeration(values=values):
            items = [f"{_STEP}{_string(value.value)}," for value in values]
            return (*_attributes(definition), f"enum {name_text(definition.name)} {{", *items, "};")
        case External():
            return ()
        case Interface() | Mixin() | Namespace() | Dictionary() | CallbackInterface():
            shown = definition.members if members is None else members
            return (*_attributes(definition), *_body(definition, shown), *_includes(definition))
        case _:
            assert_never(definition)


def member_lines(member: Member, indent: str = "") -> tuple[str, ...]:
    """Return a member with its extended attributes."""
    attributes = indent + _bracketed(member.attributes, member.exposed) if member.attributes or member.exposed else ""
    lines = _member(member, indent)
    if not attributes:
        return lines
    joined = f"{attributes}{lines[0].lstrip()}"
    if len(lines) == 1 and len(joined) <= _WIDTH:
        return (joined,)
    return (attributes.rstrip(), *lines)


def _member(member: Member, indent: str) -> tuple[str, ...]:
    match member:
        case Attribute():
            words = [
                word
                for word, present in (
                    ("static", member.static),
                    ("stringifier", member.stringifier),
                    ("inherit", member.inherit),
                    ("readonly", member.readonly),
                )
                if present
            ]
            return (
                f"{indent}{' '.join([*words, 'attribute'])} {type_text(member.type)} {attribute_name(member.name)};",
            )
        case Operation():
            if member.special == "stringifier" and not member.name and not member.arguments:
                return (f"{indent}stringifier;",)
            words = [*(["static"] if member.static else []), *([str(member.special)] if member.special else [])]
            start = " ".join([*words, type_text(member.result), f"{operation_name(member.name)}("])
            return _called(indent + start, member.arguments, indent + _STEP)
        case Constructor(arguments=arguments):
            return _called(f"{indent}constructor(", arguments, indent + _STEP)
        case Constant():
            return (f"{indent}const {type_text(member.type)} {name_text(member.name)} = {member.value.text};",)
        case Field():
            required = "required " if member.required else ""
            default = f" = {member.default.text}" if member.default is not None else ""
            return (f"{indent}{required}{type_text(member.type)} {name_text(member.name)}{default};",)
        case Collection():
            types = ", ".join(type_text(each) for each in (member.key, member.value) if each is not None)
            start = f"{indent}{'readonly ' if member.readonly else ''}{member.kind}<{types}>"
            return _called(f"{start}(", member.arguments, indent + _STEP) if member.arguments else (f"{start};",)
        case _:
            assert_never(member)


def _called(start: str, arguments: tuple[Argument, ...], indent: str) -> tuple[str, ...]:
    items = [_argument(argument) for argument in arguments]
    line = f"{start}{', '.join(items)});"
    if len(line) <= _WIDTH or not items:
        return (line,)
    ends = [","] * (len(items) - 1) + [""]
    outer = indent[: -len(_STEP)]
    return (start, *(f"{indent}{item}{end}" for item, end in zip(items, ends, strict=True)), f"{outer});")


def _argument(argument: Argument) -> str:
    attributes = _bracketed(argument.attributes)
    dots = "..." if argument.variadic else ""
    optional = "optional " if argument.optional and not argument.variadic else ""
    default = f" = {argument.default.text}" if argument.default is not None else ""
    return f"{attributes}{optional}{type_text(argument.type)}{dots} {argument_name(argument.name)}{default}"


def _attributes(definition: Definition) -> tuple[str, ...]:
    text = _bracketed(definition.attributes, definition.exposed or None)
    return (text.rstrip(),) if text else ()


def _bracketed(attributes: tuple[ExtendedAttribute, ...], exposed: tuple[str, ...] | None = None) -> str:
    items = [_extended(each) for each in attributes]
    if exposed is not None:
        items.insert(0, f"Exposed={exposed[0]}" if len(exposed) == 1 else f"Exposed=({', '.join(exposed)})")
    return f"[{', '.join(items)}] " if items else ""


def _extended(attribute: ExtendedAttribute) -> str:
    text = attribute.name
    if attribute.value is not None:
        text += f"={attribute.value}"
    if attribute.values is not None:
        text += f"=({', '.join(attribute.values)})"
    if attribute.arguments is not None:
        text += f"({', '.join(map(_argument, attribute.arguments))})"
    return text


_KEYWORDS = {
    Interface: "interface",
    Mixin: "interface mixin",
    Namespace: "namespace",
    Dictionary: "dictionary",
    CallbackInterface: "callback interface",
}


def opening(
    definition: Interface | Mixin | Namespace | Dictionary | CallbackInterface, inherits: str | None = None
) -> str:
    """Return the line that a definition with members begins with."""
    parent = f" : {inherits}" if inherits else ""
    return f"{_KEYWORDS[type(definition)]} {name_text(definition.name)}{parent} {{"


def _body(
    definition: Interface | Mixin | Namespace | Dictionary | CallbackInterface, members: Iterable[Member]
) -> Iterator[str]:
    inherits = definition.inherits if isinstance(definition, Interface | Dictionary) else None
    yield opening(definition, inherits)
    for member in members:
        yield from member_lines(member, _STEP)
    if isinstance(definition, Interface) and definition.slice:
        yield f"{_STEP}// and further members, which are not described here"
    yield "};"


def _includes(definition: Definition) -> tuple[str, ...]:
    if not isinstance(definition, Interface):
        return ()
    return tuple(f"{definition.name} includes {name};" for name in definition.includes)


def _string(value: str) -> str:
    return f'"{value}"'
