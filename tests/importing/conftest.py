"""The npm packages that the description of the platform comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def packages() -> Path:
    """Return the folder of the npm packages."""
    if not (ROOT / "build/npm/.ready").exists():
        pytest.fail("the npm packages are missing: run 'make build/npm/.ready'")
    return ROOT / "build/npm/node_modules"
