"""Enumerations, typedefs and callbacks."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.lower.defaults import python_string
from idlwright.lower.names import python_name
from idlwright.lower.stubs.attributes import constant
from idlwright.lower.stubs.callables import Place
from idlwright.lower.stubs.events import listener_protocol
from idlwright.lower.stubs.layout import alias, function
from idlwright.lower.stubs.scope import Scope
from idlwright.lower.targets import Direction
from idlwright.lower.types import annotation, either, listener_name, named
from idlwright.model import query
from idlwright.model.definitions import Callback, CallbackInterface, Enumeration, Typedef
from idlwright.model.members import Argument, Constant, Operation
from idlwright.model.types import Generic, Primitive, Reference, Type
from idlwright.view.code import Call, lay_out
from idlwright.view.stub import Class, Line

HANDLER = "LegacyTreatNonObjectAsNull"


def enumeration(scope: Scope, definition: Enumeration) -> Line:
    """Lower an enumeration to a literal type under its own name."""
    literal = Call(
        scope.library_name("typing", "Literal"), tuple(python_string(each.value) for each in definition.values), "[]"
    )
    before = f"{definition.name}: {_type_alias(scope)} = "
    return Line(lines=lay_out(literal, before=before), docstring=scope.docstring(definition.docs, definition.name))


def typedef(scope: Scope, definition: Typedef) -> Line:
    """Lower a typedef to an alias of what may be given."""
    given = annotation(scope.api, definition.type, scope.target, Direction.ARGUMENT)
    bare = query.bare(scope.api, definition.type)
    if isinstance(bare, Reference) and _is_handler(scope, bare.name):
        given = either((named(bare.name), given))
    lines = alias(definition.name, scope.use(given), _type_alias(scope))
    return Line(lines=lines, docstring=scope.docstring(definition.docs, definition.name))


def _is_handler(scope: Scope, name: str) -> bool:
    """Tell whether a callback is that of event handler attributes, which keep a function without a proxy."""
    found = scope.api.by_name.get(name)
    return isinstance(found, Callback) and any(each.name == HANDLER for each in found.attributes)


def _type_alias(scope: Scope) -> str:
    return scope.library_name("typing", "TypeAlias")


def callback(scope: Scope, definition: Callback) -> Iterator[Class | Line]:
    """Lower a callback function to an alias; one with optional arguments needs a protocol behind it."""
    result = _returned(scope, definition.result)
    if any(argument.optional for argument in definition.arguments):
        name = scope.target.helper.text.format(f"{definition.name}Function")
        yield Class(
            lines=(f"class {name}({scope.library_name('typing', 'Protocol')}):",),
            members=(function("__call__", ("self", *_called(scope, definition.arguments), "/"), result),),
        )
        value = scope.local(name)
    else:
        value = _callable(scope, definition.arguments, result)
    yield Line(
        lines=alias(definition.name, value, _type_alias(scope)),
        docstring=scope.docstring(definition.docs, definition.name),
    )


def _callable(scope: Scope, arguments: tuple[Argument, ...], result: str) -> str:
    variadic = any(argument.variadic for argument in arguments)
    listed = ", ".join(scope.result(argument.type) for argument in arguments)
    name = scope.library_name("collections.abc", "Callable")
    return f"{name}[..., {result}]" if variadic else f"{name}[[{listed}], {result}]"


def _called(scope: Scope, arguments: tuple[Argument, ...]) -> Iterator[str]:
    for argument in arguments:
        default = " = ..." if argument.optional else ""
        yield f"{python_name(argument.name)}: {scope.result(argument.type)}{default}"


def _returned(scope: Scope, type_: Type) -> str:
    """Spell what a callback may return: anything where that is not looked at, and what can be awaited for a promise."""
    bare = query.bare(scope.api, type_)
    if isinstance(bare, Primitive) and bare.name in {"any", "undefined"}:
        return "object"
    if isinstance(bare, Generic) and bare.name == "Promise":
        return f"{scope.library_name('collections.abc', 'Awaitable')}[{scope.given(bare.item)}]"
    return scope.given(type_)


def callback_interface(scope: Scope, definition: CallbackInterface) -> Iterator[Class | Line]:
    """Lower a callback interface: a function, or an object with the operation; generic in what the operation gets."""
    operation = next(member for member in definition.members if isinstance(member, Operation))
    name = listener_protocol(scope, definition)
    variable = "_T_contra"
    generic = len(operation.arguments) == 1
    protocol = scope.library_name("typing", "Protocol")
    if generic:
        scope.local(variable)
        arguments: tuple[str, ...] = (f"{python_name(operation.arguments[0].name)}: {variable}",)
    else:
        arguments = tuple(_called(scope, operation.arguments))
    result = _returned(scope, operation.result)
    items = ("self", *arguments, *(["/"] if arguments else []))
    yield Class(
        lines=(f"class {name}({protocol}[{variable}]):" if generic else f"class {name}({protocol}):",),
        members=(function(python_name(operation.name), items, result),),
    )
    given = scope.result(operation.arguments[0].type) if generic else ""
    objects = f"{scope.local(name)}[{given}]" if generic else scope.local(name)
    value = f"{_callable(scope, operation.arguments, result)} | {objects}"
    yield Line(
        lines=alias(listener_name(scope.api, definition.name, scope.target), value, _type_alias(scope)),
        docstring=scope.docstring(definition.docs, definition.name),
    )


def callback_constants(scope: Scope, definition: CallbackInterface) -> Iterator[Class]:
    """Lower the constants of a callback interface to a class under its name, which has nothing else."""
    place = Place(owner=definition.name)
    found = tuple(constant(scope, place, member) for member in definition.members if isinstance(member, Constant))
    if found:
        docstring = scope.docstring(definition.docs, definition.name)
        never = scope.library_name("typing", "Never")
        refused = function("__init__", ("self", f"constants: {never}", "/"), "None")
        yield Class(lines=(f"class {definition.name}:",), docstring=docstring, members=(*found, refused))
