"""Rules of values: a default or constant must be a value of its type."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.check.survey import Found, Subject
from idlwright.check.types import flattened, is_constant_type, nullables, spelled
from idlwright.model.api import Api
from idlwright.model.definitions import Enumeration
from idlwright.model.members import Constant, Field, Literal, LiteralKind
from idlwright.model.types import FLOATS, Generic, Kind, Primitive, Record, Reference, String, Type

RANGES = {
    "byte": (-(2**7), 2**7 - 1),
    "octet": (0, 2**8 - 1),
    "short": (-(2**15), 2**15 - 1),
    "unsigned short": (0, 2**16 - 1),
    "long": (-(2**31), 2**31 - 1),
    "unsigned long": (0, 2**32 - 1),
    "long long": (-(2**63), 2**63 - 1),
    "unsigned long long": (0, 2**64 - 1),
}


def default_value(subject: Subject) -> Iterator[Found]:
    """A default that its argument or field can't have."""
    for signature in subject.signatures:
        for argument in signature.arguments:
            if argument.default is not None and (why := misfit(subject, argument.default, argument.type)):
                yield Found(argument.span, why[0], (*signature.where, argument), why[1])
    for definition, member in subject.members:
        default = member.default if isinstance(member, Field) else None
        if isinstance(member, Field) and default is not None and (why := misfit(subject, default, member.type)):
            yield Found(member.span, why[0], (definition, member), why[1])


def constant_value(subject: Subject) -> Iterator[Found]:
    """A constant whose value is none of its type."""
    for definition, member in subject.members:
        if not isinstance(member, Constant) or not is_constant_type(subject.api, member.type):
            continue
        if why := misfit(subject, member.value, member.type):
            yield Found(member.span, why[0], (definition, member), why[1])


def misfit(subject: Subject, literal: Literal, type_: Type) -> tuple[str, str | None] | None:
    """Return why a value is none of a type, and what may have been meant; None when it is one."""
    api = subject.api
    if literal.kind is LiteralKind.NULL and nullables(api, type_):
        return None
    members = list(flattened(api, type_))
    if any(_fits(api, literal, member) for member in members):
        return None
    message = f"{literal.text} is no value of '{spelled(type_)}'"
    if literal.kind is LiteralKind.NULL:
        return message, f"make the type '{spelled(type_)}?'" if len(members) == 1 else None
    for member in members:
        if literal.kind is LiteralKind.INTEGER and isinstance(member, Primitive) and member.name in RANGES:
            low, high = RANGES[member.name]
            return f"{message}, which goes from {low} to {high}", None
        if literal.kind is LiteralKind.STRING and isinstance(member, Reference) and member.kind is Kind.ENUM:
            guess = subject.guesses.closest(str(literal.value), _values(api, member))
            return message, f'did you mean "{guess}"?' if guess is not None else None
    return message, None


def _fits(api: Api, literal: Literal, type_: Type) -> bool:
    """Tell whether a value is one of a type that is neither nullable nor a union."""
    match type_:
        case Primitive(name="any") | Reference(kind=Kind.EXTERNAL):
            return True
        case Primitive(name=name):
            return _fits_primitive(literal, name)
        case String():
            return literal.kind is LiteralKind.STRING
        case Reference(kind=Kind.ENUM):
            return literal.kind is LiteralKind.STRING and literal.value in _values(api, type_)
        case Generic(name="sequence" | "FrozenArray" | "ObservableArray"):
            return literal.kind is LiteralKind.EMPTY_SEQUENCE
        case Reference(kind=Kind.DICTIONARY) | Record():
            return literal.kind is LiteralKind.EMPTY_DICTIONARY
        case _:
            return False


def _fits_primitive(literal: Literal, name: str) -> bool:
    match literal.kind:
        case LiteralKind.BOOLEAN:
            return name == "boolean"
        case LiteralKind.UNDEFINED:
            return name == "undefined"
        case LiteralKind.INTEGER:
            if name in RANGES:
                low, high = RANGES[name]
                return isinstance(literal.value, int) and low <= literal.value <= high
            return name in FLOATS or name == "bigint"
        case LiteralKind.FLOAT:
            finite = isinstance(literal.value, float | int) and literal.value - literal.value == 0
            return name in FLOATS and (finite or name.startswith("unrestricted"))
        case _:
            return False


def _values(api: Api, type_: Reference) -> tuple[str, ...]:
    """Return the values of an enumeration."""
    found = api.by_name[type_.name]
    return tuple(value.value for value in found.values) if isinstance(found, Enumeration) else ()
