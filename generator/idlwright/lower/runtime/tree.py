"""The whole runtime of an API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from idlwright.lower.runtime.converters import ModuleConverters
from idlwright.lower.runtime.modules import CLASSES, lower_alias_module, lower_module, module_names
from idlwright.lower.runtime.scope import ALIASES, PROVIDED, Scope, merged_imports
from idlwright.lower.runtime.skeleton import lower_skeleton
from idlwright.lower.stubs.usage import field_directions
from idlwright.lower.targets import CPYTHON
from idlwright.lower.types import listener_name
from idlwright.model import query
from idlwright.model.api import Api, Specification
from idlwright.model.definitions import CallbackInterface, Definition, External, Mixin
from idlwright.project import Project
from idlwright.view.runtime import ModuleView, PackageView, RuntimeTree

ALWAYS = ("Promise",)
"""What every package has, whatever its schema says."""


def lower_runtime(api: Api, project: Project) -> RuntimeTree:
    """Lower an API to the generated package and the skeleton of its behaviour."""
    names = module_names(api)
    homes = {
        each.name: names[each.spec] if isinstance(each, CLASSES) else ALIASES
        for each in api.definitions
        if not isinstance(each, External | Mixin)
    }
    listeners = [each for each in api.definitions if isinstance(each, CallbackInterface)]
    homes |= {listener_name(api, each.name, CPYTHON): ALIASES for each in listeners}
    overrides, directions = query.overridden(api), field_directions(api)

    def scope(module: str) -> Scope:
        return Scope(
            api=api,
            project=project,
            module=module,
            homes=homes,
            converters=ModuleConverters(api=api, module=module, home=homes),
            directions=directions,
            overrides=overrides,
        )

    modules = tuple(
        lower_module(scope(names[specification.id]), specification, found)
        for specification, found in _by_specification(api)
    )
    everything = (lower_alias_module(scope(ALIASES), api.definitions), *modules)
    package = _package(project, homes, everything)
    return RuntimeTree(
        root=f"{project.runtime}/{project.package}",
        package=package,
        modules=everything,
        skeleton=lower_skeleton(_places(homes, package), project.package, modules),
    )


def _places(homes: Mapping[str, str], package: PackageView) -> dict[str, str]:
    """Return from where behaviour imports names: the package, but for the few that are private to a module."""
    private = {name: f".._generated.{home}" for name, home in homes.items() if name not in package.names}
    return private | dict.fromkeys(package.names, ".._generated")


def _by_specification(api: Api) -> Iterator[tuple[Specification, tuple[Definition, ...]]]:
    """Yield each specification that defines classes or dictionaries, with these."""
    for specification in api.specifications:
        found = tuple(each for each in api.definitions if each.spec == specification.id and isinstance(each, CLASSES))
        if found:
            yield specification, found


def _package(project: Project, homes: dict[str, str], modules: tuple[ModuleView, ...]) -> PackageView:
    lines = {"from .support.linking import link"}
    lines |= {f"from .support.{PROVIDED[name]} import {name}" for name in ALWAYS}
    public = {name: home for name, home in homes.items() if not name.startswith("_")}
    for name, home in public.items():
        place = f"support.{PROVIDED[name]}" if name in PROVIDED else home
        lines.add(f"from .{place} import {name}")
    return PackageView(
        docstring=f"The generated bindings of {project.package}: all public names.",
        imports=merged_imports(lines),
        modules=tuple(sorted(module.name for module in modules)),
        names=tuple(sorted({*public, *ALWAYS})),
        public=project.package,
    )
