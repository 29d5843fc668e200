"""What the tests of stores share."""

from __future__ import annotations

import pytest

from tests.runtime.storage.samples import Profiles


@pytest.fixture(params=["memory", "sqlite", "unsynced"])
def profiles(request, tmp_path) -> Profiles:
    return Profiles(None if request.param == "memory" else tmp_path / "profile", request.param != "unsynced")
