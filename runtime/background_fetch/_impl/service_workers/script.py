"""The file of a service worker, with what it imports from beside it.

Source: Service Workers, "script resource", "script resource map". What has been read once is what the worker runs until
an update replaces it, however the files change meanwhile.
"""

from __future__ import annotations

import os


class Script:
    """A worker's script and the modules beside it, as they were when they were first read."""

    def __init__(self, url: str, file: str) -> None:
        self.url = url
        """The address under which the file is seen."""
        self.file = file
        """The absolute path."""
        self.resources: dict[str, bytes] = {}
        """What was read, by path: the file, and the modules that it has imported."""

    def __repr__(self) -> str:
        return f"<Script {self.url}>"

    @property
    def folder(self) -> str:
        """Where its modules are."""
        return os.path.dirname(self.file)  # noqa: PTH120 -- pathlib is slow to import

    def read(self, path: str) -> bytes:
        """Return the content of one of its files.

        Raises:
            OSError: It can't be read.
        """
        if path not in self.resources:
            self.resources[path] = _read(path)
        return self.resources[path]

    def load(self) -> None:
        """Read the file itself.

        Raises:
            OSError: It can't be read.
        """
        self.read(self.file)

    def equals(self, other: Script) -> bool:
        """Tell whether nothing has changed, byte by byte. Source: "Update", steps 7.20 and 7.21.

        Args:
            other: The script as it is now, loaded; modules are compared with what their files hold now.
        """
        now = other.resources.get(other.file)
        # Brought back from an earlier run and not run since: it is what its file holds now.
        if self.resources.get(self.file, now) != now:
            return False
        return all(_unchanged(path, content) for path, content in self.resources.items() if path != self.file)


def _read(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 -- pathlib is slow to import
        return file.read()


def _unchanged(path: str, content: bytes) -> bool:
    try:
        return _read(path) == content
    except OSError:
        # A bad import counts for nothing: the worker that has the module may keep it.
        return True
