"""Finding records. Follows match.https.window.js and match-request-body.https.window.js."""

from __future__ import annotations

from background_fetch import Blob, File, FormData, Request, URLSearchParams

from tests.wpt.cases import case, cases

FILE = "match.https.window.js"


@case(FILE, "Matching to a single request should work")
def test_single(background_fetch_test):
    async def main(t):
        await t.fetch("matchexistingrequest", t.resource())
        message = await t.message()
        assert message["type"] == "backgroundfetchsuccess"
        assert [(r["url"].endswith(t.resource()), r["status"], r["text"]) for r in message["results"]] == [
            (True, 200, "Background Fetch")
        ]

    background_fetch_test(main)


@case(FILE, "Matching to a non-existing request should work")
def test_missing(background_fetch_test):
    async def main(t):
        await t.fetch("matchmissingrequest", t.resource())
        message = await t.message()
        assert (message["results"], message["eventRegistration"]["result"]) == ([], "success")

    background_fetch_test(main)


@case(FILE, "Matching multiple times on the same request works as expected.")
def test_twice(background_fetch_test):
    async def main(t):
        await t.fetch("matchexistingrequesttwice", t.resource())
        message = await t.message()
        assert [(r["status"], r["text"]) for r in message["results"]] == [(200, "Background Fetch")] * 2

    background_fetch_test(main)


@case(FILE, "Access to active fetches is supported.")
def test_active(background_fetch_test):
    async def main(t):
        fetch = await t.fetch(t.unique_id(), [t.resource(), "/common/slow.py"])
        record = await fetch.match(t.resource())
        response = await record.responseReady
        assert response.url.endswith(t.resource())
        assert await response.text() == "Background Fetch"
        assert fetch.result == ""

    background_fetch_test(main)


@case(FILE, "Match with query options.")
def test_options(background_fetch_test):
    async def main(t):
        x = t.resource()
        put = Request(t.server.origin + x, method="PUT")
        fetch = await t.fetch(t.unique_id(), [x, x, x + "?id=3", put, "/common/slow.py"])
        assert len(await fetch.matchAll(x)) == 2
        assert len(await fetch.matchAll(x, ignoreSearch=True)) == 3
        assert len(await fetch.matchAll(x, ignoreMethod=True)) == 3
        assert len(await fetch.matchAll(x, ignoreSearch=True, ignoreMethod=True)) == 4

    background_fetch_test(main)


def form() -> FormData:
    """Return a form with a file."""
    made = FormData()
    made.append("name", "value")
    made.append("file", File(["content"], "file.txt"))
    return made


@cases(
    "match-request-body.https.window.js",
    *[
        (f"Match returns the request body for {kind}.", make)
        for kind, make in [
            ("string", lambda: "Background Fetch"),
            ("ArrayBuffer", lambda: b"Background Fetch"),
            ("TypedArray", lambda: bytearray(b"Background Fetch")),
            ("DataView", lambda: memoryview(b"Background Fetch")),
            ("Blob", lambda: Blob(["Background Fetch"])),
            ("File", lambda: File(["Background Fetch"], "file.txt")),
            ("URLSearchParams", lambda: URLSearchParams({"q": "Background Fetch"})),
            ("FormData", form),
        ]
    ],
    names="make",
)
def test_request_body(background_fetch_test, make):
    async def main(t):
        request = Request(t.server.origin + t.resource("upload.py"), method="POST", body=make())
        expected = await request.clone().arrayBuffer()
        fetch = await t.fetch(t.unique_id(), [request, "/common/slow.py"])
        record = await fetch.match(t.resource("upload.py"), ignoreMethod=True)
        assert record.request.method == "POST"
        assert await record.request.arrayBuffer() == expected

    background_fetch_test(main)
