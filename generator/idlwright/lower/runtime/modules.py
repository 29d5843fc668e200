"""The modules of the generated package: one a specification, and the aliases."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from idlwright.lower.runtime import aliases, dictionaries
from idlwright.lower.runtime.converters import Hoisted
from idlwright.lower.runtime.declared import declared
from idlwright.lower.runtime.interfaces import LoweredClass, lower_interface, lower_namespace
from idlwright.lower.runtime.scope import ALIASES, PROVIDED, SUPPORT, Scope
from idlwright.model.api import Api, Specification
from idlwright.model.definitions import Definition, Dictionary, Interface, Namespace
from idlwright.view.runtime import BindingsView, ModuleView

_OTHER = re.compile("[^a-z0-9]")
D = TypeVar("D", Interface, Dictionary)
CLASSES = (Interface, Namespace, Dictionary)


def module_names(api: Api) -> dict[str, str]:
    """Return the module of each specification: its id as a name that nothing else in the package has."""
    taken = {ALIASES, SUPPORT, *api.by_name}
    found: dict[str, str] = {}
    for specification in api.specifications:
        name = _OTHER.sub("_", specification.id.lower())
        name = f"_{name}" if name[0].isdigit() else name
        while name in taken or keyword.iskeyword(name):
            name += "_"
        taken.add(name)
        found[specification.id] = name
    return found


def parents_first(definitions: Iterable[D]) -> tuple[D, ...]:
    """Return definitions so that each stands behind the one that it inherits from; else the order is kept."""
    by_name = {each.name: each for each in definitions}
    done: dict[str, D] = {}

    def place(each: D) -> None:
        if each.name not in done:
            if each.inherits in by_name:
                place(by_name[each.inherits])
            done[each.name] = each

    for each in by_name.values():
        place(each)
    return tuple(done.values())


def lower_module(scope: Scope, specification: Specification, definitions: tuple[Definition, ...]) -> ModuleView:
    """Lower what a specification defines, but for the aliases."""
    scope.support |= {"_c", "_p"} if any(isinstance(each, Interface | Namespace) for each in definitions) else {"_c"}
    typed = parents_first(each for each in definitions if isinstance(each, Dictionary))
    interfaces = parents_first(each for each in definitions if isinstance(each, Interface))
    views = tuple(view for each in typed for view in dictionaries.lower_dictionary(scope, each))
    classes = [lower_interface(scope, each) for each in interfaces if each.name not in PROVIDED]
    classes.extend(lower_namespace(scope, each) for each in definitions if isinstance(each, Namespace))
    for each in interfaces:
        if each.name in PROVIDED:
            scope.base(each.name)
    private = (
        *(line for each in typed for line in dictionaries.converter(scope, each)),
        *(f"_to_{each.name}: _c.Converter[{each.name}] = _c.instance({each.name})" for each in interfaces),
        *_hoisted(scope, scope.converters.hoisted),
        *(line for each in classes for line in each.tables),
    )
    typing = scope.typing_imports()
    if typing or classes:
        scope.runs("typing", "TYPE_CHECKING")
    return ModuleView(
        name=scope.module,
        docstring=f"{specification.title}: generated bindings.",
        library=scope.library_imports(),
        local=scope.local_imports(),
        typing=typing,
        dictionaries=views,
        classes=tuple(each.view for each in classes),
        bindings=_bindings(classes),
        private=private,
    )


def lower_alias_module(scope: Scope, definitions: Iterable[Definition]) -> ModuleView:
    """Lower all aliases, and their converters; what they use has to be there when the module runs."""
    found = tuple(each for each in definitions if isinstance(each, aliases.ALIASED))
    views = aliases.lower_aliases(scope, found)
    if found:
        scope.support.add("_c")
    used, scope.names = scope.names, set()
    scope.running |= scope.library
    for name in used - set(PROVIDED):
        if name in scope.homes and scope.homes[name] != scope.module:
            scope.base(name)
    converters = tuple(line for each in found for line in aliases.converter(scope, each))
    private = (*converters, *_hoisted(scope, scope.converters.hoisted))
    typing = scope.typing_imports()
    if typing:
        scope.runs("typing", "TYPE_CHECKING")
    return ModuleView(
        name=scope.module,
        docstring="Enumerations, typedefs, callbacks: generated.",
        library=scope.library_imports(),
        local=scope.local_imports(wanted=used),
        typing=typing,
        aliases=views,
        private=private,
    )


def _hoisted(scope: Scope, hoisted: Mapping[str, Hoisted]) -> tuple[str, ...]:
    return tuple(
        line for each in hoisted.values() for line in declared(each.name, scope.use(each.type), each.expression)
    )


def _bindings(classes: list[LoweredClass]) -> tuple[BindingsView, ...]:
    construct = tuple(line for each in classes for line in each.construct)
    statics = tuple(line for each in classes for line in each.statics)
    found = []
    if construct:
        found.append(
            BindingsView(
                name="construct",
                class_name="_Construct",
                docstring="What makes the objects behind those that are being constructed; behaviour assigns it.",
                lines=construct,
            )
        )
    if statics:
        found.append(
            BindingsView(
                name="statics",
                class_name="_Statics",
                docstring="What is behind static members; behaviour assigns it.",
                lines=statics,
            )
        )
    return tuple(found)
