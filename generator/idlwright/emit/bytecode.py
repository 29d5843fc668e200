"""Compiled templates, kept beside the templates as Python keeps compiled modules: in a `__pycache__` folder.

Compiling them takes a fifth of a small build. Nothing depends on the folder: where it can't be written, or holds
something else, templates are compiled anew. What is read from it is trusted as much as Python's own compiled modules.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class TemplateCache(BytecodeCache):
    """Reads and writes one file a template; Jinja judges by a checksum of the source whether it is still true."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, or leave it empty."""
        try:
            with self._path(bucket).open("rb") as file:
                bucket.load_bytecode(file)
        except OSError:
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a bucket; the file appears whole or not at all."""
        path = self._path(bucket)
        temporary = path.with_suffix(f".{os.getpid()}")
        try:
            path.parent.mkdir(exist_ok=True)
            with temporary.open("wb") as file:
                bucket.write_bytecode(file)
            temporary.replace(path)
        except OSError:
            with suppress(OSError):
                temporary.unlink()

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.jinja"
