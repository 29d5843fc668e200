"""Lower the IR to stubs: one view for all targets; their differences are columns of `lower.targets`."""

from __future__ import annotations

from idlwright.lower.stubs.modules import js_module, js_typing, package
from idlwright.lower.targets import Target
from idlwright.model.api import Api
from idlwright.project import Project
from idlwright.view.stub import StubTree


def lower_stubs(api: Api, project: Project, target: Target) -> StubTree:
    """Lower an API to the stubs of a target."""
    if target.exports_types:
        return StubTree(modules=(package(api, project, target),))
    return StubTree(modules=(js_module(api, project, target), js_typing(api, project, target)))


__all__ = ["lower_stubs"]
