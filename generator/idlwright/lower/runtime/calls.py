"""Calls: the parameters a caller sees, and those that behaviour sees.

Overloads are one Python function: its parameters at each position are what any overload takes there. Behaviour gets one
method as well; which overload was meant shows in the types. An optional argument without default that was not given
reaches behaviour as `None`, or as `MISSING` where its type has a `None` of its own.

From the first place on where an overload takes any number of arguments, the function takes all that come as a whole:
what another overload has there is found among them once it is known which overload is meant. Behaviour gets there what
the overload has, one after the other.
"""

from __future__ import annotations

from idlwright.light import dataclass
from idlwright.lower.defaults import python_default
from idlwright.lower.names import python_name
from idlwright.lower.runtime.scope import Scope
from idlwright.lower.runtime.spelling import NONE, builtin, converted, either
from idlwright.lower.targets import CPYTHON, Direction
from idlwright.lower.types import annotation
from idlwright.model import query
from idlwright.model.members import Argument, Constructor, LiteralKind, Operation
from idlwright.model.types import Kind, Nullable, Reference, Type, Union
from idlwright.view.annotation import Annotation

MISSING = "_c.MISSING"
_MISSING_TYPE = builtin("_c.Missing")
_RESERVED = frozenset({"self", "cls", "members", "construct", "statics"})
"""Names that the bodies of generated methods use themselves."""
_WHOLE = "arguments"
"""Name of what is taken as a whole, where some overloads have any number of arguments and others have none such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calling:
    """An operation or constructor with all its overloads, and how messages call it."""

    name: str
    """`BackgroundFetchManager.fetch`; a constructor is called by its interface's name."""
    path: str
    """`BackgroundFetchManager.fetch`, `BackgroundFetchEvent.constructor`: where policy may override."""
    overloads: tuple[Operation | Constructor, ...]

    def arguments(self, position: int) -> tuple[Argument, ...]:
        """Return the overloads' arguments at a position."""
        return tuple(each.arguments[position] for each in self.overloads if position < len(each.arguments))

    @property
    def width(self) -> int:
        """The greatest number of declared arguments."""
        return max(len(each.arguments) for each in self.overloads)

    @property
    def rest(self) -> int:
        """The first place where an overload takes any number of arguments; the width where none does."""
        ends = (len(each.arguments) - 1 for each in self.overloads if takes_any_number(each))
        return min(ends, default=self.width)

    @property
    def beyond(self) -> tuple[tuple[int, Argument], ...]:
        """The overloads' arguments from that place on, with their places."""
        places = range(self.rest, self.width)
        return tuple((position, argument) for position in places for argument in self.arguments(position))


def takes_any_number(overload: Operation | Constructor) -> bool:
    """Tell whether the last argument of an overload may be there any number of times."""
    return bool(overload.arguments) and overload.arguments[-1].variadic


def argument_type(scope: Scope, calling: Calling, argument: Argument) -> Type:
    """Return an argument's type, as policy or else the IDL has it."""
    return scope.decided(f"{calling.path}({argument.name})", query.type_of(argument))


def keyword_dictionary(scope: Scope, overload: Operation | Constructor) -> Reference | None:
    """Return the dictionary whose members an overload takes as keyword arguments: that of its last argument."""
    if not overload.arguments or overload.arguments[-1].variadic:
        return None
    found = query.bare(scope.api, overload.arguments[-1].type)
    members = found.members if isinstance(found, Union) else (found,)
    dictionaries = [
        each
        for each in (query.bare(scope.api, member) for member in members)
        if isinstance(each, Reference) and each.kind is Kind.DICTIONARY
    ]
    return dictionaries[0] if len(dictionaries) == 1 else None


def has_none(scope: Scope, type_: Type) -> bool:
    """Tell whether None is a value of the type (of `any`, None is what absence means)."""
    found = query.resolve(scope.api, type_)
    if isinstance(found, Nullable):
        return True
    bare = query.bare(scope.api, found)
    if isinstance(bare, Union):
        return any(has_none(scope, member) for member in bare.members)
    return query.is_undefined(bare)


def absent(scope: Scope, calling: Calling, position: int) -> str:
    """Return what behaviour gets for an argument that was not given and has no default."""
    types = [argument_type(scope, calling, argument) for argument in calling.arguments(position)]
    return MISSING if any(has_none(scope, type_) for type_ in types) else "None"


def parameter_name(calling: Calling, position: int) -> str:
    """Return a parameter's Python name; overloads that differ are named together."""
    names = dict.fromkeys(argument.name for argument in calling.arguments(position))
    name = python_name("_or_".join(names))
    taken = name == _WHOLE and position < calling.rest < calling.width
    return f"{name}_" if taken or name in _RESERVED else name


def rest_name(calling: Calling) -> str:
    """Return the name of all the arguments from the first place of any number on."""
    alike = all(argument.variadic for argument in calling.arguments(calling.rest))
    return parameter_name(calling, calling.rest) if alike else _WHOLE


def members_annotation(scope: Scope, calling: Calling) -> str:
    """Return the annotation of the keyword arguments, empty when there are none."""
    found = {each.name for each in (keyword_dictionary(scope, overload) for overload in calling.overloads) if each}
    if not found:
        return ""
    if len(found) > 1:
        return "object"
    name = found.pop()
    scope.names.add(name)
    return f"{scope.library_name('typing', 'Unpack')}[{name}]"


def public_parameters(scope: Scope, calling: Calling, receiver: str) -> tuple[str, ...]:
    """Return the parameters that a caller sees, with annotations and defaults."""
    positional = [_public_parameter(scope, calling, position) for position in range(calling.rest)]
    spelled = either(_given(scope, calling, argument) for _, argument in calling.beyond)
    rest = [f"*{rest_name(calling)}: {scope.use(spelled)}"] if calling.beyond else []
    members = members_annotation(scope, calling)
    return (
        *([receiver] if receiver else []),
        *positional,
        *(["/"] if receiver or positional else []),
        *rest,
        *([f"**members: {members}"] if members else []),
    )


def _public_parameter(scope: Scope, calling: Calling, position: int) -> str:
    spelled = [_given(scope, calling, argument) for argument in calling.arguments(position)]
    name = parameter_name(calling, position)
    if not is_optional(scope, calling, position):
        return f"{name}: {scope.use(either(spelled))}"
    default = public_default(scope, calling, position)
    if default == MISSING:
        spelled.append(_MISSING_TYPE)
    return f"{name}: {scope.use(either(spelled))} = {default}"


def _given(scope: Scope, calling: Calling, argument: Argument) -> Annotation:
    """Return what a caller may give for an argument."""
    return annotation(scope.api, argument_type(scope, calling, argument), CPYTHON, Direction.ARGUMENT)


def is_optional(scope: Scope, calling: Calling, position: int) -> bool:
    """Tell whether a call may leave out the argument at a position (or give it by keywords)."""
    for overload in calling.overloads:
        if position >= len(overload.arguments) or overload.arguments[position].optional:
            return True
        if position == len(overload.arguments) - 1 and keyword_dictionary(scope, overload):
            return True
    return False


def public_default(scope: Scope, calling: Calling, position: int) -> str:
    """Return the default a caller sees; `MISSING` where keywords may be given instead."""
    if keyword_dictionary(scope, calling.overloads[0]) and position == calling.width - 1:
        return MISSING
    return _plain_default(calling, position)


def _plain_default(calling: Calling, position: int) -> str:
    """Return the IDL's default where it is a plain value of the only overload, else `MISSING`."""
    default = next(argument.default for argument in calling.arguments(position))
    if len(calling.overloads) > 1 or default is None:
        return MISSING
    if default.kind in {LiteralKind.EMPTY_DICTIONARY, LiteralKind.EMPTY_SEQUENCE, LiteralKind.UNDEFINED}:
        return MISSING
    return python_default(default)


def seen_parameters(scope: Scope, calling: Calling, inherited: int | None = None) -> tuple[str, ...]:
    """Return the parameters that behaviour sees: converted, positional, without defaults.

    Args:
        scope: The module that is being lowered.
        calling: The operation or constructor.
        inherited: How many arguments the operation of a parent has that this one stands in for. What is beyond them
            may be left out, since the parent's callers do not know it: a list or a dictionary is absent then.
    """
    positional: list[str] = []
    for position in range(calling.rest):
        name, seen = parameter_name(calling, position), _seen(scope, calling, position)
        if inherited is not None and position >= inherited and is_optional(scope, calling, position):
            positional.append(f"{name}: {_left_out(scope, calling, position, seen)}")
        else:
            positional.append(f"{name}: {scope.use(seen)}")
    rest = [f"*{rest_name(calling)}: {scope.use(_seen_rest(scope, calling))}"] if calling.beyond else []
    return (*positional, *(["/"] if positional else []), *rest)


def _left_out(scope: Scope, calling: Calling, position: int, seen: Annotation) -> str:
    """Return the annotation of a parameter that behaviour may be called without, and its default."""
    default = _plain_default(calling, position)
    if default == MISSING:
        default = absent(scope, calling, position)
        seen = either((seen, _absent_type(default)))
    return f"{scope.use(seen)} = {default}"


def _absent_type(value: str) -> Annotation:
    """Return the type of what stands for an argument that was not given."""
    return NONE if value == "None" else _MISSING_TYPE


def _seen(scope: Scope, calling: Calling, position: int) -> Annotation:
    arguments = calling.arguments(position)
    spelled = [converted(scope.api, argument_type(scope, calling, argument)) for argument in arguments]
    lacking = len(arguments) < len(calling.overloads)
    if lacking or any(_may_be_absent(scope, calling, argument) for argument in arguments):
        spelled.append(_absent_type(absent(scope, calling, position)))
    return either(spelled)


def _seen_rest(scope: Scope, calling: Calling) -> Annotation:
    """Return what behaviour sees from the first place of any number on: what any overload has there."""
    spelled = [converted(scope.api, argument_type(scope, calling, argument)) for _, argument in calling.beyond]
    spelled += [
        _absent_type(absent(scope, calling, position))
        for position, argument in calling.beyond
        if _may_be_absent(scope, calling, argument)
    ]
    return either(spelled)


def _may_be_absent(scope: Scope, calling: Calling, argument: Argument) -> bool:
    return argument.optional and argument.default is None and not _is_keyword_argument(scope, calling, argument)


def _is_keyword_argument(scope: Scope, calling: Calling, argument: Argument) -> bool:
    """Tell whether an argument is a dictionary that is filled from keywords, and so never absent."""
    return any(
        overload.arguments and overload.arguments[-1] is argument and is_dictionary(scope, argument)
        for overload in calling.overloads
    )


def is_dictionary(scope: Scope, argument: Argument) -> bool:
    """Tell whether an argument is a dictionary, and nothing else."""
    found = query.bare(scope.api, argument.type)
    return isinstance(found, Reference) and found.kind is Kind.DICTIONARY
