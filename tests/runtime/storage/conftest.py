"""What the tests of stores share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.runtime.storage.samples import Profiles


@pytest.fixture(params=["memory", "sqlite"])
def profiles(request, tmp_path) -> Profiles:
    return Profiles(None if request.param == "memory" else tmp_path / "profile")


@pytest.fixture
def files(tmp_path) -> Callable[[], dict[str, int]]:
    """Return what says which files of bodies there are, and their sizes."""
    folder = tmp_path / "profile" / "bodies"
    return lambda: {file.name: file.stat().st_size for file in folder.iterdir()}
