"""Writes the table of the site's page anew: `python -m tests.chromium.record`."""

from __future__ import annotations

from tests.chromium.comparing import read_differences
from tests.chromium.counting import PAGE, count, page_with, section
from tests.chromium.scenarios.all import SCENARIOS
from tests.chromium.test_recording import compared

if __name__ == "__main__":
    rows = read_differences()
    PAGE.write_text(page_with(section({name: count(name, compared(name), rows) for name in SCENARIOS}, rows)))
