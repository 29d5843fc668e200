"""The skeleton: behaviour to fill in, for a package that has none. Every member raises NotSupportedError."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from idlwright.lower.defaults import python_string
from idlwright.lower.runtime.calls import MISSING
from idlwright.lower.runtime.scope import merged_imports
from idlwright.view.code import Call, lay_out
from idlwright.view.runtime import ClassView, Method, ModuleView, ProtocolView, Skeleton, SkeletonClass, SkeletonModule

_WORD = re.compile(r"""(?<![\w.])[A-Za-z_]\w*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""")
_LIBRARY = {
    **dict.fromkeys(
        ("AsyncIterable", "AsyncIterator", "Awaitable", "Callable", "Iterator", "Mapping", "MutableMapping",
         "MutableSet", "Sequence", "Set"),
        "collections.abc",
    ),
    "Never": "typing",
}  # fmt: skip
_SUPPORTED = {
    "_SequenceOf": "from .._generated.support.annotations import SequenceOf as _SequenceOf",
    "Buffer": "from .._generated.support.annotations import Buffer",
    "_c": "from .._generated.support import convert as _c",
}
_HANDLERS = (
    Method(
        signature=("    def event_handler(self, type_: str, /) -> Callable[..., object] | None:",),
        docstring="The handler of the events of a type.",
    ),
    Method(
        signature=("    def set_event_handler(self, type_: str, value: Callable[..., object] | None, /) -> None:",),
        docstring="Set the handler of the events of a type; None removes it.",
    ),
)
_BEHAVIOUR = "Behaviour"
_STATICS = "StaticBehaviour"


def lower_skeleton(places: Mapping[str, str], package: str, modules: tuple[ModuleView, ...]) -> Skeleton:
    """Lower the generated modules to the skeleton of what they need.

    Args:
        places: Name of the API → the module to import it from.
        package: The name of the package.
        modules: The generated modules of specifications.
    """
    homes = {each.name: module.name for module in modules for each in module.classes}
    made = tuple(_module(places, package, module, homes) for module in modules if module.classes)
    constructed = [(module.name, each) for module in modules for each in module.classes if each.constructed_from]
    functions = tuple(_make(module, each) for module, each in constructed)
    lines = [f"{module}_bindings.construct.{each.name} = _construct_{each.name}" for module, each in constructed]
    lines.extend(
        f"{module.name}_bindings.statics.{each.name} = {module.name}_behaviour.{each.name}{_STATICS}()"
        for module in modules
        for each in module.classes
        if _statics(each)
    )
    needed = [module.name for module in modules if module.bindings]
    imports = [f"from . import {name} as {name}_behaviour" for name in needed]
    imports.extend(f"from .._generated import {name} as {name}_bindings" for name in needed)
    typing = _typing(places, homes, (line for each in functions for line in each.signature))
    return Skeleton(
        modules=made,
        bind_imports=merged_imports(imports),
        bind_typing=typing,
        bind_functions=functions,
        bind_lines=tuple(sorted(lines)),
    )


def _statics(class_: ClassView) -> ProtocolView | None:
    return next((each for each in class_.protocols if each.name == f"{class_.name}Statics"), None)


def _make(module: str, class_: ClassView) -> Method:
    """Return the function that constructs behaviour; a type checker names here what a class lacks."""
    names = [text.partition(":")[0] for text in class_.constructed_from if text != "/"]
    head = f"def _construct_{class_.name}"
    return Method(
        signature=lay_out(Call(head, class_.constructed_from), after=f" -> {class_.impl}:"),
        body=lay_out(Call(f"{module}_behaviour.{class_.name}{_BEHAVIOUR}", tuple(names)), before="return ", indent=4),
    )


def _module(places: Mapping[str, str], package: str, module: ModuleView, homes: dict[str, str]) -> SkeletonModule:
    file = f"{package}/_impl/{module.name}.py"
    classes = tuple(
        made
        for each in module.classes
        for made in (_behaviour(each, file), _static_behaviour(each, file))
        if made is not None
    )
    lines = [line for each in classes for method in each.methods for line in method.signature]
    parents = {each.base.removesuffix(_BEHAVIOUR) for each in classes if each.base}
    imports = [f"from .{homes[name]} import {name}{_BEHAVIOUR}" for name in parents if homes[name] != module.name]
    if any(each.methods for each in classes):
        imports.append("from .._generated.support.platform import not_supported")
    running = {"_c"} if any(f" = {MISSING}" in line for line in lines) else set[str]()
    imports.extend(_SUPPORTED[word] for word in running)
    return SkeletonModule(
        name=module.name,
        docstring=f"What is behind the classes of {module.name}: to be filled in, it is not generated again.",
        imports=merged_imports(imports),
        typing=_typing(places, homes, lines, running),
        classes=classes,
    )


def _behaviour(class_: ClassView, file: str) -> SkeletonClass | None:
    if not class_.impl:
        return None
    protocol = class_.protocols[0]
    methods = [_filled(class_.name, each, file) for each in protocol.methods]
    if "_p.Handlers" in protocol.bases:
        methods.extend(_filled(class_.name, each, file) for each in _HANDLERS)
    if class_.constructed_from:
        signature = lay_out(Call("def __init__", ("self", *class_.constructed_from)), after=" -> None:", indent=4)
        methods.insert(0, _filled(class_.name, Method(signature=signature), file))
    parent = next((base for base in protocol.bases.split(", ") if base.endswith("Impl")), "")
    return SkeletonClass(
        name=f"{class_.name}{_BEHAVIOUR}",
        base=parent.removesuffix("Impl") + _BEHAVIOUR if parent else "",
        docstring=protocol.docstring,
        methods=tuple(methods),
    )


def _static_behaviour(class_: ClassView, file: str) -> SkeletonClass | None:
    protocol = _statics(class_)
    if protocol is None:
        return None
    return SkeletonClass(
        name=f"{class_.name}{_STATICS}",
        base="",
        docstring=protocol.docstring,
        methods=tuple(_filled(class_.name, each, file) for each in protocol.methods),
    )


def _filled(owner: str, method: Method, file: str) -> Method:
    name = method.signature[0].partition("(")[0].split()[-1]
    what = owner if name == "__init__" else f"{owner}.{name}"
    body = lay_out(Call("not_supported", (python_string(what), python_string(file))), indent=8)
    return Method(decorators=method.decorators, signature=method.signature, docstring=method.docstring, body=body)


def _typing(
    places: Mapping[str, str], homes: dict[str, str], lines: Iterable[str], running: AbstractSet[str] = frozenset()
) -> tuple[str, ...]:
    """Return the imports that the annotations in lines need, but for what is imported when the module runs."""
    words = {word for line in lines for word in _WORD.findall(line)} - running
    library = [f"from {_LIBRARY[word]} import {word}" for word in words & _LIBRARY.keys() - places.keys()]
    library.extend(f"from {_LIBRARY[word[1:]]} import {word[1:]} as {word}" for word in words if word[1:] in _LIBRARY)
    standard = [*(["import builtins"] if "builtins" in words else []), *merged_imports(library)]
    found = {f"from {places[word]} import {word}" for word in words & places.keys()}
    found.update(_SUPPORTED[word] for word in words & _SUPPORTED.keys())
    for word in words:
        owner = word.removesuffix("Impl")
        if owner != word and owner in homes:
            found.add(f"from .._generated.{homes[owner]} import {word}")
    return (*standard, *([""] if standard and found else []), *merged_imports(found))
