"""Rules of arguments."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.check.survey import Found, Subject
from idlwright.check.types import dictionary, nullables
from idlwright.diagnostics import Note
from idlwright.model import query
from idlwright.model.definitions import Callback, CallbackInterface
from idlwright.model.members import Argument, LiteralKind


def required_after_optional(subject: Subject) -> Iterator[Found]:
    """A required argument that can't be reached without the optional one before it."""
    for signature in subject.signatures:
        optional: Argument | None = None
        for argument in signature.arguments:
            if argument.optional or argument.variadic:
                optional = argument
            elif optional is not None:
                message = f"argument '{argument.name}' is required, but comes after '{optional.name}', which is not"
                note = Note(message=f"'{optional.name}' is here", span=optional.span)
                yield Found(argument.span, message, (*signature.where, argument), notes=(note,))


def variadic_last(subject: Subject) -> Iterator[Found]:
    """Something behind an argument that takes all there is."""
    for signature in subject.signatures:
        for argument in signature.arguments[:-1]:
            if argument.variadic:
                message = f"'{argument.name}' takes all arguments there are, so it must be the last"
                yield Found(argument.span, message, (*signature.where, argument))


def duplicate_argument(subject: Subject) -> Iterator[Found]:
    """Two arguments of one name."""
    for signature in subject.signatures:
        first: dict[str, Argument] = {}
        for argument in signature.arguments:
            found = first.setdefault(argument.name, argument)
            if found is not argument:
                note = Note(message="the first one is here", span=found.span)
                message = f"there are two arguments '{argument.name}'"
                yield Found(argument.span, message, (*signature.where, argument), notes=(note,))


def dictionary_argument_default(subject: Subject) -> Iterator[Found]:
    """A dictionary that callers have to write as `{}`, since nothing in it is required."""
    for signature in subject.signatures:
        if isinstance(signature.where[0], Callback | CallbackInterface):
            continue  # it is the platform that calls these
        for position, argument in enumerate(signature.arguments):
            found = dictionary(subject.api, argument.type)
            rest = signature.arguments[position + 1 :]
            if found is None or argument.variadic or nullables(subject.api, argument.type):
                continue
            if any(not other.optional and not other.variadic for other in rest):
                continue
            if any(field.required for field in query.fields_of(subject.api, found)) or argument.default is not None:
                continue
            where = (*signature.where, argument)
            if argument.optional:
                message = f"argument '{argument.name}' is a dictionary, so leaving it out must mean {{}}"
                yield Found(argument.span, message, where, "add 'default: {}'")
            else:
                message = f"nothing in dictionary '{found.name}' is required, so argument '{argument.name}' can't be"
                yield Found(argument.span, message, where, "add 'optional: true' and 'default: {}'")


def nullable_dictionary_argument(subject: Subject) -> Iterator[Found]:
    """A dictionary that may be null, which already means an empty one."""
    for signature in subject.signatures:
        for argument in signature.arguments:
            if dictionary(subject.api, argument.type) and nullables(subject.api, argument.type):
                message = f"argument '{argument.name}' is a dictionary, and null is an empty one: it can't be nullable"
                yield Found(argument.span, message, (*signature.where, argument), "drop the '?'")


def empty_dictionary_default(subject: Subject) -> Iterator[Found]:
    """A default `{}` for a dictionary that has to have something in it."""
    for signature in subject.signatures:
        for argument in signature.arguments:
            if argument.default is None or argument.default.kind is not LiteralKind.EMPTY_DICTIONARY:
                continue
            found = dictionary(subject.api, argument.type)
            needed = [field.name for field in query.fields_of(subject.api, found) if field.required] if found else []
            if needed:
                message = f"{{}} is no '{found.name if found else ''}': it needs '{needed[0]}'"
                yield Found(argument.span, message, (*signature.where, argument))
