"""Other origins. Follows cors.https.window.js."""

from __future__ import annotations

import pytest
from background_fetch import Request

from tests.wpt.cases import case

FILE = "cors.https.window.js"


async def ending(t, request):
    """Fetch and return what the worker says of the end."""
    await t.fetch(t.unique_id(), request)
    return await t.message()


@case(FILE, "Cross-origin response type is cors and non-CORS-exposed headers are filtered")
def test_filtered(background_fetch_test):
    async def main(t):
        message = await ending(t, t.resource("cors-resource.txt", remote=True))
        assert message["type"] == "backgroundfetchsuccess"
        assert [(r["type"], r["secretHeader"]) for r in message["results"]] == [("cors", "")]

    background_fetch_test(main)


@case(FILE, "Cross-origin Background Fetch fails without CORS headers")
def test_without_headers(background_fetch_test):
    async def main(t):
        assert (await ending(t, t.resource(remote=True)))["type"] == "backgroundfetchfail"

    background_fetch_test(main)


@case(FILE, "Cross-origin Background Fetch with custom headers fails without preflight approval")
def test_without_preflight(background_fetch_test):
    async def main(t):
        request = Request(t.resource("cors-resource.txt", remote=True), headers={"X-Custom-Header": "value"})
        assert (await ending(t, request))["type"] == "backgroundfetchfail"
        assert [r.method for r in t.server.requests if "cors-resource" in r.target] == ["OPTIONS"]

    background_fetch_test(main)


@pytest.mark.parametrize(
    ("credentials", "type_"),
    [
        pytest.param(
            "include",
            "backgroundfetchfail",
            marks=case(
                FILE, "Cross-origin Background Fetch with credentials mode include fails against wildcard Origin"
            ),
        ),
        pytest.param(
            "omit",
            "backgroundfetchsuccess",
            marks=case(
                FILE, "Cross-origin Background Fetch with credentials mode omit succeeds against wildcard Origin"
            ),
        ),
    ],
)
def test_credentials(background_fetch_test, credentials, type_):
    async def main(t):
        request = Request(t.resource("cors-resource.txt", remote=True), credentials=credentials)
        assert (await ending(t, request))["type"] == type_

    background_fetch_test(main)
