"""The page's policy. Follows content-security-policy.https.window.js."""

from __future__ import annotations

import pytest

from tests.wpt.cases import case


@case("content-security-policy.https.window.js", "fetch blocked by CSP should reject")
def test_blocked(background_fetch_test):
    async def main(t):
        fetch = await t.fetch(t.unique_id(), "/")
        record = await fetch.match("/")
        with pytest.raises(TypeError):
            await record.responseReady

    background_fetch_test(main, csp="connect-src 'none'")
