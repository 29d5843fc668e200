"""Which files make up a schema.

Every `*.yaml` and `*.yml` below the folder, sorted by path; hidden files and folders are no part of it. A symbolic link
may lead to a file inside the folder, never out of it (a schema from elsewhere must not read what is not its own), and
never to a folder (the same files would be read twice, or for ever).
"""

from __future__ import annotations

import os
from pathlib import Path

from idlwright.diagnostics import Diagnostic
from idlwright.load.names import displayed, top_of

SUFFIXES = (".yaml", ".yml")


def find_files(root: Path, schema: str) -> tuple[list[str], list[Diagnostic]]:
    """Return the paths of the schema's files relative to `root`, and what is wrong with the folder."""
    schema = schema.rstrip("/") or schema
    top = os.path.join(root, schema)  # noqa: PTH118 - strings: pathlib costs more than the reading
    if os.path.isfile(top):  # noqa: PTH113
        return [schema], []
    if not os.path.isdir(top):  # noqa: PTH112
        message = f"there is no schema folder '{displayed(schema)}'"
        if os.path.lexists(top):
            message = f"'{displayed(schema)}' is no folder"
        return [], [
            _finding("missing-schema", schema, message, "create it, or name another with `schema` in [tool.idlwright]")
        ]
    search = _Search(root=os.fspath(root), inside=os.path.realpath(top))
    search.folder(schema)
    if not search.files and not search.found:
        message = f"the schema folder '{displayed(schema)}' holds no YAML file"
        search.found.append(_finding("missing-schema", schema, message, "a schema's files end in .yaml"))
    search.files.sort()
    return search.files, search.found


class _Search:
    def __init__(self, *, root: str, inside: str) -> None:
        self.root = root
        self.inside = inside
        self.files: list[str] = []
        self.found: list[Diagnostic] = []

    def folder(self, top: str) -> None:
        """Collect the files below a folder (a path relative to the root)."""
        pending = [top]
        while pending:
            folder = pending.pop()
            try:
                with os.scandir(os.path.join(self.root, folder)) as entries:  # noqa: PTH118
                    visible = sorted((e for e in entries if not e.name.startswith(".")), key=lambda entry: entry.name)
            except OSError as error:
                self.found.append(unreadable(folder, error, what="folder"))
                continue
            for entry in visible:
                path = f"{folder}/{entry.name}"
                if entry.is_symlink():
                    self._link(path, is_file=entry.is_file())
                elif entry.is_dir():
                    pending.append(path)
                elif entry.name.endswith(SUFFIXES):
                    self.files.append(path)

    def _link(self, path: str, *, is_file: bool) -> None:
        target = os.path.realpath(os.path.join(self.root, path))  # noqa: PTH118
        if os.path.isdir(target):  # noqa: PTH112
            self._refuse(path, "a symbolic link to a folder is not followed")
        elif not path.endswith(SUFFIXES):
            return
        elif is_file and not target.startswith(self.inside + os.sep):
            self._refuse(path, "a symbolic link leads out of the schema folder")
        else:
            self.files.append(path)

    def _refuse(self, path: str, message: str) -> None:
        self.found.append(_finding("symbolic-link", path, message, "put the file itself there"))


def unreadable(file: str, error: OSError, *, what: str = "file") -> Diagnostic:
    """Return the finding for what the operating system would not let us read."""
    reason = (error.strerror or type(error).__name__).lower()
    return _finding("unreadable-file", file, f"the {what} can't be read: {reason}", None)


def _finding(rule: str, file: str, message: str, help_: str | None) -> Diagnostic:
    return Diagnostic(rule=rule, span=top_of(file), message=message, help=help_)
