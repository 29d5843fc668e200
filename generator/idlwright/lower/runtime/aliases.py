"""The generated module of what is no class: enumerations, typedefs, callbacks and callback interfaces.

Its aliases exist at run time, so that people can annotate with them; each stands behind those that it uses.
"""

from __future__ import annotations

from collections.abc import Iterable

from idlwright.lower.defaults import python_string
from idlwright.lower.names import python_name
from idlwright.lower.runtime.declared import declared
from idlwright.lower.runtime.docstrings import docstring
from idlwright.lower.runtime.interfaces import constant, illegal
from idlwright.lower.runtime.operations import definition
from idlwright.lower.runtime.scope import Scope
from idlwright.lower.runtime.spelling import converted
from idlwright.lower.targets import CPYTHON, Direction
from idlwright.lower.types import alternatives, annotation, listener_name
from idlwright.model import query
from idlwright.model.definitions import Callback, CallbackInterface, Definition, Enumeration, Typedef
from idlwright.model.members import Argument, Constant, Operation
from idlwright.model.types import Primitive, Type
from idlwright.view.annotation import Annotation, Import
from idlwright.view.code import WIDTH, Call, lay_out
from idlwright.view.runtime import AliasView, ClassView, Method, ProtocolView

ALIASED = (Enumeration, Typedef, Callback, CallbackInterface)


def lower_aliases(scope: Scope, definitions: Iterable[Definition]) -> tuple[AliasView, ...]:
    """Lower the aliases, each behind those that it uses."""
    waiting = {alias_name(scope, each): lower_alias(scope, each) for each in definitions if isinstance(each, ALIASED)}
    done: dict[str, AliasView] = {}
    while waiting:
        ready = [name for name, (_, uses) in waiting.items() if not (uses & waiting.keys()) - {name}]
        for name in ready or list(waiting):
            done[name] = waiting.pop(name)[0]
    return tuple(done.values())


def lower_alias(scope: Scope, defined: Definition) -> tuple[AliasView, frozenset[str]]:
    """Lower one alias; also return the names of the API that it uses."""
    scope.runs("typing", "TypeAlias")
    protocol = None
    match defined:
        case Enumeration(values=values):
            scope.runs("typing", "Literal")
            items = tuple(python_string(each.value) for each in values)
            lines = lay_out(Call("Literal", items, "[]"), before=f"{defined.name}: TypeAlias = ")
            return AliasView(lines=lines, docstring=docstring(defined.docs)), frozenset()
        case Typedef(type=type_):
            spelled = annotation(scope.api, type_, CPYTHON, Direction.ARGUMENT)
        case Callback(result=result, arguments=arguments):
            spelled = function(scope, result, arguments)
        case CallbackInterface():
            protocol, spelled = _callback_interface(scope, defined)
        case _:
            raise AssertionError(defined.name)
    view = AliasView(
        lines=_laid_out(f"{alias_name(scope, defined)}: TypeAlias = ", scope.use(spelled)),
        docstring=docstring(defined.docs),
        protocol=protocol,
        constants=_constants(scope, defined),
    )
    return view, spelled.names


def alias_name(scope: Scope, defined: Definition) -> str:
    """Return the name of an alias; a callback interface with constants leaves its own to a class of these."""
    return listener_name(scope.api, defined.name, CPYTHON)


def _constants(scope: Scope, defined: Definition) -> ClassView | None:
    if not isinstance(defined, CallbackInterface) or alias_name(scope, defined) == defined.name:
        return None
    scope.support.add("_p")
    return ClassView(
        name=defined.name,
        base="",
        docstring=docstring(defined.docs) or f"The constants of {defined.name}.",
        state=("__slots__ = ()",),
        constants=tuple(constant(scope, each) for each in defined.members if isinstance(each, Constant)),
        methods=(illegal(scope, "constants"),),
    )


def _laid_out(before: str, text: str) -> tuple[str, ...]:
    """Return `before + text`, in parentheses where it is too long for a line."""
    if len(before) + len(text) <= WIDTH:
        return (f"{before}{text}",)
    parts = alternatives(text)
    if len(parts) == 1:
        return (f"{before}{text}",)
    return (f"{before}(", f"    {parts[0]}", *(f"    | {part}" for part in parts[1:]), ")")


def function(scope: Scope, result: Type, arguments: tuple[Argument, ...]) -> Annotation:
    """Return the annotation of a function that the API calls; what it takes is what comes back elsewhere."""
    returned = annotation(scope.api, result, CPYTHON, Direction.ARGUMENT)
    if isinstance(query.bare(scope.api, result), Primitive) and returned.text == "None":
        returned = Annotation("object", frozenset(), frozenset())
    imports = returned.imports | {Import("collections.abc", "Callable")}
    if any(each.optional or each.variadic for each in arguments):
        return Annotation(f"Callable[..., {returned.text}]", imports, returned.names)
    taken = [annotation(scope.api, each.type, CPYTHON, Direction.RESULT) for each in arguments]
    return Annotation(
        f"Callable[[{', '.join(each.text for each in taken)}], {returned.text}]",
        imports.union(*(each.imports for each in taken)),
        returned.names.union(*(each.names for each in taken)),
    )


def _callback_interface(scope: Scope, defined: CallbackInterface) -> tuple[ProtocolView, Annotation]:
    operation = next(member for member in defined.members if isinstance(member, Operation))
    spelled = function(scope, operation.result, operation.arguments)
    name = f"_{defined.name}Object"
    parameters = tuple(
        f"{python_name(each.name)}: {scope.use(annotation(scope.api, each.type, CPYTHON, Direction.RESULT))}"
        for each in operation.arguments
    )
    method = Method(
        signature=definition(
            python_name(operation.name), ("self", *parameters, *(["/"] if parameters else [])), "object"
        ),
        docstring=operation.docs.summary,
    )
    protocol = ProtocolView(
        name=name,
        bases=scope.runs("typing", "Protocol"),
        docstring=f"The object form of {defined.name}.",
        methods=(method,),
    )
    return protocol, Annotation(f"{spelled.text} | {name}", spelled.imports, spelled.names)


def converter(scope: Scope, defined: Definition) -> tuple[str, ...]:
    """Return the lines of an alias's converter."""
    before = f"_to_{defined.name}: _c.Converter[{alias_name(scope, defined)}] = "
    match defined:
        case Enumeration(values=values):
            items = Call("", tuple(python_string(each.value) for each in values))
            return lay_out(Call("_c.Enumeration", (python_string(defined.name), items)), before=before)
        case Typedef(type=type_):
            spelled = scope.use(converted(scope.api, type_))
            return declared(f"_to_{defined.name}", spelled, scope.converters.expression(type_))
        case Callback():
            return (f"{before}_c.function()",)
        case CallbackInterface(members=members):
            operation = next(member for member in members if isinstance(member, Operation))
            return (f"{before}_c.callback_object({python_string(python_name(operation.name))})",)
        case _:
            raise AssertionError(defined.name)
