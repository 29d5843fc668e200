"""Caches, in memory and in a file. Names of the cases: web-platform-tests, service-workers/cache-storage/."""

from __future__ import annotations

import asyncio

import pytest
from background_fetch import Blob, DOMException, QuotaExceededError, Request, Response
from background_fetch._impl import responses
from background_fetch._impl.bodies import of_bytes
from background_fetch._impl.cache_matching import Query, request_matches
from background_fetch._impl.cache_sqlite import SqliteCaches, connect
from background_fetch._impl.cache_store import MemoryStore
from background_fetch._impl.caches import CacheState, StorageState
from background_fetch._impl.header_list import HeaderList
from hypothesis import given
from hypothesis import strategies as st

URL = "https://site.example/a"


@pytest.fixture(params=["memory", "sqlite"])
def storage(request, tmp_path):
    """A CacheStorage, in each of the two forms."""
    store = (
        MemoryStore()
        if request.param == "memory"
        else SqliteCaches(connect(str(tmp_path / "caches.db")), "https://o.example")
    )
    yield StorageState(store).public
    if isinstance(store, SqliteCaches):
        store.close()


def cases(body):
    """Run a coroutine function that is given a CacheStorage."""

    def test(storage, run):
        async def main():
            await body(storage)

        assert run(main) == []

    test.__name__ = body.__name__
    return test


async def texts(found) -> list[str]:
    return [await response.text() for response in found]


# cache-put


@cases
async def test_put_called_with_simple_request_and_response(storage):
    cache = await storage.open("v1")
    response = Response("body", status=203, statusText="So", headers={"X": "y"})
    assert await cache.put(URL, response) is None
    assert response.bodyUsed is True
    found = await cache.match(URL)
    assert (found.status, found.statusText, found.headers.get("x"), found.type) == (203, "So", "y", "default")
    assert await found.text() == "body"
    assert await (await cache.match(URL)).text() == "body"
    with pytest.raises(TypeError):
        found.headers.set("x", "z")


@cases
async def test_put_with_an_empty_response_and_with_a_null_body(storage):
    cache = await storage.open("v1")
    for number, body in enumerate([None, "", Blob([])]):
        await cache.put(f"{URL}{number}", Response(body))
        assert await (await cache.match(f"{URL}{number}")).text() == ""
    assert (await cache.match(f"{URL}0")).body is None
    await cache.put(URL, Response(None, status=204))
    assert (await cache.match(URL)).status == 204


@cases
async def test_put_refuses_what_can_not_be_kept(storage):
    cache = await storage.open("v1")
    used = Response("x")
    await used.text()
    locked = Response("x")
    locked.body.getReader()
    refused = [
        ("file:///a", Response("x")),
        ("data:,a", Response("x")),
        ("https://user:pass@site.example", Response("x")),
        ("relative", Response("x")),
        (Request(URL, method="POST"), Response("x")),
        (Request(URL, method="HEAD"), Response("x")),
        (URL, Response("x", status=206)),
        (URL, Response("x", headers={"Vary": "*"})),
        (URL, Response("x", headers={"Vary": "Accept, *"})),
        (URL, used),
        (URL, locked),
        (URL, "no response"),
    ]
    for request, response in refused:
        with pytest.raises(TypeError):
            await cache.put(request, response)
    assert await cache.keys() == ()


@cases
async def test_put_with_a_network_error(storage):
    cache = await storage.open("v1")
    await cache.put(URL, Response.error())
    found = await cache.match(URL)
    assert (found.type, found.status) == ("error", 0)


@cases
async def test_put_replaces_what_the_request_matches(storage):
    cache = await storage.open("v1")
    for url, body in [(URL, "1"), (f"{URL}?q", "2"), (URL, "3"), (f"{URL}#fragment", "4")]:
        await cache.put(url, Response(body))
    assert [request.url for request in await cache.keys()] == [f"{URL}?q", f"{URL}#fragment"]
    assert await texts(await cache.matchAll()) == ["2", "4"]


@cases
async def test_a_body_that_fails_leaves_the_cache_as_it_was(storage):
    from background_fetch import ReadableStream  # noqa: PLC0415 -- only here

    async def failing():
        yield b"x"
        raise KeyError("mine")

    cache = await storage.open("v1")
    await cache.put(URL, Response("before"))
    with pytest.raises(KeyError):
        await cache.put(URL, Response(ReadableStream.from_(failing())))
    assert await (await cache.match(URL)).text() == "before"


# cache-match, cache-matchAll


async def filled(storage):
    cache = await storage.open("v1")
    for url in (URL, f"{URL}?q", f"{URL}?r", "https://site.example/b#cat"):
        await cache.put(url, Response(url.removeprefix("https://site.example/")))
    return cache


@cases
async def test_match_with_no_matching_entries(storage):
    cache = await filled(storage)
    assert await cache.match("https://site.example/none") is None
    assert await cache.matchAll("https://site.example/none") == ()
    with pytest.raises(TypeError):
        await cache.match()
    with pytest.raises(TypeError):
        await cache.match("relative")


@cases
async def test_match_ignores_fragments(storage):
    cache = await filled(storage)
    assert await (await cache.match("https://site.example/b")).text() == "b#cat"
    assert await (await cache.match(f"{URL}#any")).text() == "a"


@cases
async def test_match_with_ignore_search(storage):
    cache = await filled(storage)
    assert await (await cache.match(f"{URL}?none", ignoreSearch=True)).text() == "a"
    assert await texts(await cache.matchAll(URL, ignoreSearch=True)) == ["a", "a?q", "a?r"]
    assert await texts(await cache.matchAll(URL)) == ["a"]


@cases
async def test_match_with_ignore_method(storage):
    cache = await filled(storage)
    for method in ("HEAD", "POST"):
        assert await cache.match(Request(URL, method=method)) is None
        assert await cache.matchAll(Request(URL, method=method)) == ()
        assert await (await cache.match(Request(URL, method=method), ignoreMethod=True)).text() == "a"


@cases
async def test_match_all_without_a_request(storage):
    cache = await filled(storage)
    assert await texts(await cache.matchAll()) == ["a", "a?q", "a?r", "b#cat"]


@cases
async def test_match_with_vary(storage):
    cache = await storage.open("v1")
    varying = {"Vary": "Cookies, Accept-Language"}
    for language in ("de", "en"):
        request = Request(URL, headers={"Accept-Language": language, "Cookies": "none"})
        await cache.put(request, Response(language, headers=varying))
    await cache.put(Request(URL), Response("neither", headers=varying))
    assert len(await cache.keys()) == 3
    assert await (await cache.match(URL)).text() == "neither"
    english = Request(URL, headers={"accept-language": "en", "cookies": "none"})
    assert await (await cache.match(english)).text() == "en"
    assert await cache.match(Request(URL, headers={"Accept-Language": "fr"})) is None
    assert len(await cache.matchAll(Request(URL, headers={"Accept-Language": "fr"}), ignoreVary=True)) == 3


@cases
async def test_what_a_network_gives_keeps_its_kind(storage):
    cache = await storage.open("v1")
    for type_ in ("basic", "cors", "opaque", "opaqueredirect"):
        internal = responses.ResponseRecord(
            url_list=(URL, f"{URL}2"), status=200, header_list=HeaderList([("A", "1")]), body=of_bytes(b"body")
        )
        await cache.put(f"{URL}{type_}", responses.make_response(responses.filtered(type_, internal)))
        found = await cache.match(f"{URL}{type_}")
        opaque = type_.startswith("opaque")
        assert (found.type, found.status, await found.text()) == (type_, *((0, "") if opaque else (200, "body")))
        assert (found.url, found.redirected) == (("", False) if type_ == "opaque" else (f"{URL}2", True))


@cases
async def test_an_opaque_response_that_varies_by_everything_is_refused(storage):
    cache = await storage.open("v1")
    internal = responses.ResponseRecord(header_list=HeaderList([("Vary", "*")]))
    with pytest.raises(TypeError):
        await cache.put(URL, responses.make_response(responses.filtered("opaque", internal)))


@cases
async def test_a_body_of_many_pieces_keeps_their_order(storage):
    from background_fetch import ReadableStream  # noqa: PLC0415 -- only here

    async def pieces():
        for number in range(12):
            yield b"%d;" % number

    cache = await storage.open("v1")
    await cache.put(URL, Response(ReadableStream.from_(pieces())))
    assert await (await cache.match(URL)).text() == "".join(f"{number};" for number in range(12))


def test_what_varies_by_everything_answers_nothing():
    query = Query(URL, ())
    headers = (("Vary", "Accept"), ("vary", "*"))
    answers = [request_matches(query, "GET", query, headers, options) for options in ({}, {"ignoreVary": True})]
    assert answers == [False, True]


# cache-delete


@cases
async def test_delete(storage):
    cache = await filled(storage)
    assert (await cache.delete("https://site.example/none"), await cache.delete(URL), await cache.delete(URL)) == (
        False, True, False,
    )  # fmt: skip
    assert await cache.delete(Request(f"{URL}?q", method="HEAD")) is False
    assert await cache.delete(Request(f"{URL}?q", method="HEAD"), ignoreMethod=True) is True
    assert await cache.delete(URL, ignoreSearch=True) is True
    assert [request.url for request in await cache.keys()] == ["https://site.example/b#cat"]


@cases
async def test_a_response_outlives_its_entry(storage):
    cache = await filled(storage)
    found = await cache.match(URL)
    await cache.delete(URL)
    assert await found.text() == "a"


# cache-keys


@cases
async def test_keys(storage):
    cache = await storage.open("v1")
    request = Request(URL, headers={"A": "1"}, referrerPolicy="origin", credentials="include", cache="no-store")
    await cache.put(request, Response("x"))
    (kept,) = await cache.keys()
    assert kept is not request
    assert (kept.url, kept.method, list(kept.headers), kept.mode) == (URL, "GET", [("a", "1")], "cors")
    assert (kept.referrerPolicy, kept.credentials, kept.cache) == ("origin", "include", "no-store")
    with pytest.raises(TypeError):
        kept.headers.set("a", "2")
    assert len(await cache.keys(URL)) == 1
    assert await cache.keys(f"{URL}?q") == ()
    assert len(await cache.keys(f"{URL}?q", ignoreSearch=True)) == 1
    assert await cache.keys(Request(URL, method="POST")) == ()


# cache-storage, cache-storage-keys, cache-storage-match


@cases
async def test_cache_storage(storage):
    assert (await storage.has("v1"), await storage.keys(), await storage.delete("v1")) == (False, [], False)
    first, again = await storage.open("v1"), await storage.open("v1")
    assert first is not again
    await first.put(URL, Response("x"))
    assert await (await again.match(URL)).text() == "x"
    for name in ("", "b", "a", "\ud800", "\uffff"):
        await storage.open(name)
    assert await storage.keys() == ["v1", "", "b", "a", "\ud800", "\uffff"]
    assert (await storage.has(""), await storage.has("\ud800"), await storage.has("\ud801")) == (True, True, False)


@cases
async def test_delete_dooms_but_does_not_delete_at_once(storage):
    cache = await filled(storage)
    assert await storage.delete("v1") is True
    assert (await storage.has("v1"), await storage.keys()) == (False, [])
    assert await (await cache.match(URL)).text() == "a"
    await cache.put(f"{URL}new", Response("new"))
    assert await (await cache.match(f"{URL}new")).text() == "new"
    assert await (await storage.open("v1")).keys() == ()


@cases
async def test_storage_match(storage):
    for name in ("second", "first"):
        await (await storage.open(name)).put(URL, Response(name))
    assert await (await storage.match(URL)).text() == "second"
    assert await (await storage.match(URL, cacheName="first")).text() == "first"
    assert await storage.match(URL, cacheName="none") is None
    assert await storage.match(f"{URL}?q") is None
    assert await (await storage.match(f"{URL}?q", ignoreSearch=True)).text() == "second"
    with pytest.raises(TypeError):
        await storage.match("relative")


# cache-add


@cases
async def test_add_needs_a_network(storage):
    cache = await storage.open("v1")
    with pytest.raises(DOMException) as caught:
        await cache.add(URL)
    assert caught.value.name == "NotSupportedError"
    with pytest.raises(TypeError):
        await cache.add(Request(URL, method="POST", body="x"))


def test_add_and_add_all_with_a_network(run):
    async def network(request):
        await asyncio.sleep(0)
        status = {"missing": 404, "part": 206}.get(request.url.rpartition("/")[2], 200)
        return Response(request.url, status=status)

    async def main():
        cache = CacheState(MemoryStore().create("v1"), network).public
        assert await cache.add(URL) is None
        assert await cache.addAll([f"{URL}1", Request(f"{URL}2")]) is None
        assert await texts(await cache.matchAll()) == [URL, f"{URL}1", f"{URL}2"]
        for failing in ("missing", "part"):
            with pytest.raises(TypeError, match="status"):
                await cache.addAll([f"{URL}3", f"https://site.example/{failing}"])
        with pytest.raises(DOMException) as caught:
            await cache.addAll([f"{URL}4", f"{URL}4"])
        assert (caught.value.name, len(await cache.keys())) == ("InvalidStateError", 3)
        assert await cache.addAll([]) is None

    assert run(main) == []


# what the stores promise


def test_a_file_keeps_what_it_was_given(tmp_path, run):
    path = str(tmp_path / "caches.db")

    async def main():
        store = SqliteCaches(connect(path), "https://a.example")
        caches = StorageState(store).public
        await (await caches.open("kept")).put(URL, Response("x" * 200_000, headers={"A": "1"}))
        await (await caches.open("gone")).put(URL, Response("x"))
        await caches.delete("gone")
        store.close()

        again, other = (
            SqliteCaches(connect(path), "https://a.example"),
            SqliteCaches(connect(path), "https://b.example"),
        )
        found = await StorageState(again).public.match(URL)
        assert (await found.text(), found.headers.get("a"), again.names()) == ("x" * 200_000, "1", ["kept"])
        assert other.names() == []
        again.close()
        other.close()

    assert run(main) == []


def test_a_cache_that_has_no_room_says_so(tmp_path, run):
    connection = connect(str(tmp_path / "caches.db"))

    async def main():
        store = SqliteCaches(connection, "https://a.example")
        caches = StorageState(store).public
        cache = await caches.open("v1")
        await cache.put(URL, Response("kept"))
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}").fetchone()
        with pytest.raises(QuotaExceededError, match="There is no room for the cache"):
            await cache.put(URL, Response("x" * 100_000))
        assert await (await cache.match(URL)).text() == "kept"
        connection.execute("PRAGMA query_only = ON")
        for change in (caches.delete("v1"), caches.open("v2")):
            with pytest.raises(DOMException, match="The cache can't be written") as refused:
                await change
            assert refused.value.name == "UnknownError"
        assert await caches.keys() == ["v1"]
        store.close()

    assert run(main) == []


@given(
    st.text(alphabet=st.characters(codec="ascii", categories=["L", "N"]), max_size=8),
    st.lists(st.tuples(st.from_regex(r"[A-Za-z-]{1,8}", fullmatch=True), st.from_regex(r"[!-~]{0,8}", fullmatch=True))),
    st.binary(max_size=300),
    st.sampled_from([200, 201, 404, 599]),
)
def test_what_is_matched_is_what_was_put(path, fields, body, status):
    headers = [list(pair) for pair in fields if pair[0].lower() not in {"vary", "set-cookie", "set-cookie2"}]

    async def main():
        store = SqliteCaches(connect(":memory:"), "https://a.example")
        for kept in (store.create("v1"), MemoryStore().create("v1")):
            cache = CacheState(kept).public
            response = Response(body, status=status, headers=headers)
            copy = response.clone()
            await cache.put(f"https://a.example/{path}", response)
            found = await cache.match(f"https://a.example/{path}")
            assert (found.status, list(found.headers)) == (copy.status, list(copy.headers))
            assert await found.bytes() == await copy.bytes() == body
        store.close()

    asyncio.run(main())


def test_workers_of_one_origin_share_their_caches(run, worker, tmp_path):
    async def main():
        async with worker() as (agent, active):
            other = await agent.register(tmp_path / "worker.py", scope="https://site.example/other/")
            stranger = await agent.register(tmp_path / "worker.py", scope="https://elsewhere.example/")
            await active.global_scope.caches.open("v1")
            assert active.global_scope.caches is active.global_scope.caches
            assert await other.global_scope.caches.keys() == ["v1"]
            assert await stranger.global_scope.caches.keys() == []

    assert run(main) == []
