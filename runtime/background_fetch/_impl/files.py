"""Where on this machine the files of origins are: scripts of service workers are never downloaded."""

from __future__ import annotations

import os

from . import url_parsing, urls


class Files:
    """Folders for the addresses that begin in some way; for all others the current one."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}

    def serve(self, url: str, folder: str | os.PathLike[str]) -> None:
        """Take the files of an origin, or of a folder of it, from a folder here.

        Raises:
            TypeError: The address is none of the web.
            NotADirectoryError: There is no such folder here.
        """
        parsed = url_parsing.parse(url)
        if parsed is None or parsed.protocol not in {"http:", "https:"}:
            raise TypeError(f"only http: and https: URLs have files, not {url!r}")
        path = os.path.realpath(folder)
        if not os.path.isdir(path):  # noqa: PTH112 -- pathlib is slow to import
            raise NotADirectoryError(f"not a folder: {os.fspath(folder)}")
        self._folders[f"{parsed.origin}{parsed.pathname.rstrip('/')}/"] = path

    def find(self, url: str) -> str:
        """Return the file of an address.

        Raises:
            OSError: There is none, or it is outside of the folder.
        """
        from urllib.parse import unquote  # noqa: PLC0415 -- needed when a worker is registered, not before

        parts = urls.split(url)
        address = parts.origin + parts.path
        prefix = max((each for each in self._folders if address.startswith(each)), key=len, default="")
        folder = self._folders.get(prefix) or os.path.realpath(".")
        name = unquote(address.removeprefix(prefix or f"{parts.origin}/"), errors="strict")
        try:
            path = os.path.realpath(os.path.join(folder, name))  # noqa: PTH118 -- see above
        except ValueError:
            raise FileNotFoundError(f"no file can have the name {name!r}") from None
        if os.path.commonpath((folder, path)) != folder:
            raise PermissionError(f"{parts.path} leads out of the folder {folder}")
        if not os.path.isfile(path):  # noqa: PTH113 -- see above
            raise FileNotFoundError(f"{url} has no file: {path}")
        return path
