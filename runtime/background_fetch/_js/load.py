"""Worker files: their code, and the imports of their code.

A worker's code has built-ins of its own, with an `__import__` of its own. So `import js` finds the façade wherever and
whenever that code imports, and nobody else's imports change. Files beside the worker's are its modules: they are run
once for each worker, with the same imports.
"""

from __future__ import annotations

import builtins
import os
import sys
from collections.abc import Mapping, Sequence
from types import CodeType, ModuleType
from typing import TYPE_CHECKING

from .modules import make_modules

if TYPE_CHECKING:
    from background_fetch._generated.service_workers import ServiceWorkerGlobalScope
    from background_fetch._impl.service_workers.script import Script


class WorkerImporter:
    """The `__import__` of one worker."""

    def __init__(self, script: Script, scope: ServiceWorkerGlobalScope) -> None:
        self._script = script
        self._modules = make_modules(scope)
        self.builtins: dict[str, object] = {**vars(builtins), "__import__": self}

    def __call__(
        self,
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002 -- the built-in's parameters
        locals: Mapping[str, object] | None = None,  # noqa: A002
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        """Import a module as `import` does."""
        first = name.partition(".")[0]
        if level == 0 and first in {"js", "pyodide"}:
            if name not in self._modules:
                raise ModuleNotFoundError(f"No module named {name!r} for a worker on CPython", name=name)
            return self._modules[name if fromlist else first]
        if level == 0 and "." not in name:
            found = self._beside(name)
            if found is not None:
                return found
        return builtins.__import__(name, globals, locals, fromlist or (), level)

    def _beside(self, name: str) -> ModuleType | None:
        """Return a module whose file is beside the worker's."""
        if name in self._modules:
            return self._modules[name]
        path = os.path.join(self._script.folder, f"{name}.py")  # noqa: PTH118 -- pathlib is slow to import
        if name in sys.stdlib_module_names:
            return None
        try:
            content = self._script.read(path)
        except OSError:
            return None
        module = ModuleType(name)
        module.__dict__.update(__file__=path, __builtins__=self.builtins)
        self._modules[name] = module
        try:
            exec(_compiled(path, content), module.__dict__)  # noqa: S102 -- a worker is code that its user chose to run
        except BaseException:
            del self._modules[name]
            raise
        return module


def _compiled(path: str, content: bytes) -> CodeType:
    return compile(content, path, "exec", dont_inherit=True)


def run_worker(script: Script, scope: ServiceWorkerGlobalScope) -> None:
    """Run a worker's file.

    Raises:
        OSError: The file can't be read.
        Exception: Whatever the file raises.
    """
    importer = WorkerImporter(script, scope)
    namespace: dict[str, object] = {"__name__": "__main__", "__file__": script.file, "__builtins__": importer.builtins}
    exec(_compiled(script.file, script.read(script.file)), namespace)  # noqa: S102 -- a worker is code that its user chose to run
