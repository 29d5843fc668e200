"""Integers with [EnforceRange]: refused out of range. Source: Web IDL, "ConvertToInt"."""

from __future__ import annotations

import pytest
from background_fetch import AbortSignal


@pytest.mark.parametrize("milliseconds", [-1, 2**53])
def test_a_time_out_beyond_its_range_is_refused(milliseconds):
    with pytest.raises(TypeError, match="must be between 0 and 9007199254740991"):
        AbortSignal.timeout(milliseconds)
