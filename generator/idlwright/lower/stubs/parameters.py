"""Parameters: positional-only, with the IDL's defaults; a dictionary at the end may be given by its members instead."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.light import dataclass, replace
from idlwright.lower.defaults import python_default
from idlwright.lower.names import python_name
from idlwright.lower.stubs.scope import Scope
from idlwright.lower.targets import Direction
from idlwright.lower.types import alternatives, either, plain
from idlwright.model import query
from idlwright.model.definitions import Dictionary, Typedef
from idlwright.model.members import Argument, LiteralKind
from idlwright.model.types import Kind, Reference, Type, Union

NONE = plain("None")
MEMBERS = "members"
"""Name of the keyword arguments that are a dictionary's members."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A positional parameter."""

    name: str
    annotation: str
    default: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The parameters of one overload."""

    positional: tuple[Parameter, ...] = ()
    variadic: Parameter | None = None
    keywords: str = ""
    """Name of the dictionary whose members are the keyword arguments."""
    keyword: Parameter | None = None
    """The one member of a dictionary that is given, by keyword."""


def signatures(
    scope: Scope, path: str, arguments: tuple[Argument, ...], *, alone: bool = True
) -> tuple[Signature, ...]:
    """Return the ways to call an operation: with its dictionary, or with the dictionary's members.

    Defaults are shown of what has no further overloads (`alone`), since one function has one default.
    """
    positional = []
    variadic = None
    for argument in arguments:
        parameter = _parameter(scope, path, argument, alone=alone)
        if argument.variadic:
            variadic = parameter
        else:
            positional.append(parameter)
    plain = Signature(positional=tuple(positional), variadic=variadic)
    return (plain, *_by_members(scope, arguments, tuple(positional)))


def _by_members(
    scope: Scope, arguments: tuple[Argument, ...], positional: tuple[Parameter, ...]
) -> Iterator[Signature]:
    """Yield the ways to give members of a dictionary: that of the last argument.

    Where keywords take the next place, those of others too: nothing before it can be left out, all behind it must be.
    """
    in_place = scope.target.keywords_in_place
    for last in range(len(arguments) - 1, -1, -1):
        dictionary = keyword_dictionary(scope, arguments[: last + 1])
        if dictionary is not None:
            before = positional[:last]
            given = tuple(replace(each, default="") for each in before) if in_place else before
            yield Signature(positional=given, keywords=dictionary.name)
        if not in_place or not arguments[last].optional:
            return


def combined(scope: Scope, path: str, arguments: tuple[Argument, ...]) -> tuple[Signature, ...]:
    """Return the one signature that takes a dictionary as well as its members, where nothing in it is required.

    Where classes override each other's operations, type checkers compare one signature better than two.
    """
    ways = signatures(scope, path, arguments)
    dictionary = keyword_dictionary(scope, arguments)
    if dictionary is None or not ways[0].positional[-1].default:
        return ways
    if scope.target.keywords_in_place and any(each.default for each in ways[0].positional[:-1]):
        return ways
    return (Signature(positional=ways[0].positional, keywords=dictionary.name),)


def keyword_dictionary(scope: Scope, arguments: tuple[Argument, ...]) -> Dictionary | None:
    """Return the dictionary whose members can be given as keyword arguments: that of the last argument."""
    if not arguments or arguments[-1].variadic:
        return None
    return dictionary_of(scope, arguments[-1].type)


def dictionary_of(scope: Scope, type_: Type) -> Dictionary | None:
    """Return the dictionary that a type is, or the only one that it may be; None for one without members."""
    found = query.bare(scope.api, type_)
    members = found.members if isinstance(found, Union) else (found,)
    dictionaries = [each for each in (_dictionary(scope, member) for member in members) if each is not None]
    if len(dictionaries) != 1 or not query.fields_of(scope.api, dictionaries[0]):
        return None
    return dictionaries[0]


def _dictionary(scope: Scope, type_: Type) -> Dictionary | None:
    bare = query.bare(scope.api, type_)
    if not isinstance(bare, Reference) or bare.kind is not Kind.DICTIONARY:
        return None
    found = scope.api.by_name.get(bare.name)
    return found if isinstance(found, Dictionary) else None


def _parameter(scope: Scope, path: str, argument: Argument, *, alone: bool) -> Parameter:
    type_ = scope.decided(f"{path}({argument.name})", query.type_of(argument))
    default = ""
    if argument.optional or argument.default is not None:
        default = _default(argument) if alone else "..."
    given = scope.annotation(type_, Direction.ARGUMENT)
    if default and scope.target.keywords_in_place:
        given = either((given, NONE))  # undefined is what is not given
    name = python_name(argument.name)
    return Parameter(
        name=f"{name}_" if name in {"self", "cls", MEMBERS} else name, annotation=scope.use(given), default=default
    )


def _default(argument: Argument) -> str:
    """Return the default as the stub shows it; what is no plain value is `...`."""
    shown = {LiteralKind.BOOLEAN, LiteralKind.INTEGER, LiteralKind.STRING, LiteralKind.NULL}
    if argument.default is None or argument.default.kind not in shown:
        return "..."
    return python_default(argument.default)


def covers(scope: Scope, earlier: Signature, later: Signature) -> bool:
    """Tell whether whatever fits `later` fits `earlier` as well, so that `later` is never chosen."""
    if (earlier.keywords, earlier.keyword) != (later.keywords, later.keyword):
        return False
    length = max(len(earlier.positional), len(later.positional))
    wanted, given = _filled(earlier, length), _filled(later, length)
    if len(wanted) < len(given) or any(not each.default for each in wanted[len(given) :]):
        return False
    return all(_fits(scope, have, want) for have, want in zip(given, wanted, strict=False))


def _filled(signature: Signature, length: int) -> tuple[Parameter, ...]:
    """Return the parameters of a signature; a variadic one is there as often as makes that many, and once more."""
    if signature.variadic is None:
        return signature.positional
    missing = length - len(signature.positional)
    return signature.positional + (replace(signature.variadic, default="..."),) * (missing + 1)


def _fits(scope: Scope, given: Parameter, wanted: Parameter) -> bool:
    if given.annotation == wanted.annotation:
        return bool(wanted.default) or not given.default
    known = _alternatives(scope, wanted.annotation)
    return _alternatives(scope, given.annotation) <= known and (bool(wanted.default) or not given.default)


def _alternatives(scope: Scope, text: str) -> set[str]:
    """Return the alternatives of an annotation, those of typedefs written out."""
    found: set[str] = set()
    for each in alternatives(text):
        definition = scope.api.by_name.get(each)
        if isinstance(definition, Typedef):
            spelled = scope.annotation(definition.type, Direction.ARGUMENT)
            found |= _alternatives(scope, spelled.text)
        else:
            found.add(each)
    return found | {"int"} if "float" in found else found


def parameters(scope: Scope, signature: Signature, receiver: str) -> tuple[str, ...]:
    """Return a signature as the items of a `def`."""
    positional = [_text(parameter) for parameter in signature.positional]
    first = [receiver] if receiver else []
    by_name = signature.keywords or signature.keyword
    items = [*first, *positional, *(["/"] if positional or (first and by_name) else [])]
    if signature.variadic is not None:
        if first and not positional:
            items.append("/")
        items.append(f"*{signature.variadic.name}: {signature.variadic.annotation}")
    if signature.keyword is not None:
        items += ["*", _text(signature.keyword)]
    if signature.keywords:
        unpack = scope.library_name("typing_extensions", "Unpack")
        items.append(f"**{MEMBERS}: {unpack}[{scope.local(signature.keywords)}]")
    return tuple(items)


def _text(parameter: Parameter) -> str:
    text = f"{parameter.name}: {parameter.annotation}"
    return f"{text} = {parameter.default}" if parameter.default else text
