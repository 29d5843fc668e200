"""Print the runtime: the generated package with its copy of the support, and the skeleton of behaviour."""

from __future__ import annotations

from pathlib import Path

from idlwright.emit.environment import environment
from idlwright.view.runtime import RuntimeTree, Skeleton

_SUPPORT = Path(__file__).parent.parent / "support"
_IMPL = '"""The behaviour of this package, written by hand."""\n'
_PUBLIC = '''"""{package}: what the schema describes, with the behaviour of `_impl`."""

from ._generated import *
from ._generated import __all__ as __all__
from ._impl import _bind as _bind
'''


def emit_runtime(tree: RuntimeTree) -> dict[str, str]:
    """Return path → text of everything below `_generated`."""
    made = environment()
    root = f"{tree.root}/_generated"
    module = made.get_template("runtime/module.py.j2")
    files = {f"{root}/{each.name}.py": module.render(module=each) for each in tree.modules}
    files[f"{root}/__init__.py"] = made.get_template("runtime/package.py.j2").render(package=tree.package)
    files.update((f"{root}/support/{path.name}", path.read_text("utf-8")) for path in sorted(_SUPPORT.glob("*.py")))
    return files


def emit_skeleton(tree: RuntimeTree) -> dict[str, str]:
    """Return path → text of what a package without behaviour gets once."""
    files = _behaviour(f"{tree.root}/_impl", tree.skeleton)
    files[f"{tree.root}/__init__.py"] = _PUBLIC.format(package=tree.package.public)
    files[f"{tree.root}/py.typed"] = ""
    return files


def _behaviour(root: str, skeleton: Skeleton) -> dict[str, str]:
    made = environment()
    module = made.get_template("runtime/skeleton.py.j2")
    files = {f"{root}/{each.name}.py": module.render(module=each) for each in skeleton.modules}
    files[f"{root}/_bind.py"] = made.get_template("runtime/bind.py.j2").render(skeleton=skeleton)
    files[f"{root}/__init__.py"] = _IMPL
    return files
