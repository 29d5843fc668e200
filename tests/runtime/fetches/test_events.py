"""The worker's events, the user interface, and uploads."""

from __future__ import annotations

import asyncio

import pytest
from background_fetch import Blob, DOMException, FormData, ReadableStream, Request, URLSearchParams
from background_fetch._impl.network.memory import Answer


class Interface:
    """A user interface that notes what it is told."""

    def __init__(self):
        self.log = []

    def shown(self, fetch):
        self.log.append(("shown", fetch.title))

    def changed(self, fetch):
        self.log.append(("changed", fetch.title, fetch.result))

    def ended(self, fetch):
        self.log.append(("ended", fetch.title))


def test_click(run, browser):
    async def main():
        async with browser() as b:
            free = b.server.hanging("/slow")
            b.server.add("/a", b"text")
            opened = []

            async def handle(_):
                opened.append(await b.worker.global_scope.clients.openWindow("/opened"))

            b.on("backgroundfetchclick", handle)
            await b.manager.fetch("id", ["/slow", "/a"])
            struct = b.struct("id")
            await b.performer.click(struct)
            assert [each.url for each in opened] == ["https://site.example/opened"]
            opened.clear()
            free.set()
            await b.done()
            seen = []
            b.worker.global_scope.addEventListener("backgroundfetchclick", seen.append)
            await b.performer.click(struct)
            shown = seen[0].registration
            assert (shown.id, shown.downloaded, shown.recordsAvailable) == ("id", 4, False)
            assert b.events == [
                ("backgroundfetchclick", "id", "", ""),
                ("backgroundfetchsuccess", "id", "success", ""),
                ("backgroundfetchclick", "id", "success", ""),
            ]

    assert run(main) == []


def test_update_ui(run, browser):
    interface = Interface()

    async def main():
        async with browser() as b:
            b.agent._started().interface = interface
            b.server.add("/a", b"text")

            async def handle(event):
                await event.updateUI(title="Done", icons=[{"src": "/icon"}])
                with pytest.raises(DOMException) as caught:
                    await event.updateUI(title="Again")
                assert caught.value.name == "InvalidStateError"

            b.on("backgroundfetchsuccess", handle)
            await b.manager.fetch("id", "/a", title="T")
            await b.done()

    assert run(main) == []
    assert interface.log[0] == ("shown", "T")
    assert interface.log[-3:] == [("changed", "T", "success"), ("changed", "Done", "success"), ("ended", "Done")]


def test_an_abort_event_has_no_update_ui(run, browser):
    async def main():
        async with browser() as b:
            b.server.hanging("/slow")
            seen = []
            b.worker.global_scope.addEventListener("backgroundfetchabort", seen.append)
            fetch = await b.manager.fetch("id", "/slow")
            await fetch.abort()
            await b.done()
            (event,) = seen
            assert not hasattr(event, "updateUI")
            assert (event.isTrusted, event.bubbles, event.cancelable) == (True, False, False)

    assert run(main) == []


def test_records_are_released_without_a_listener(run, browser):
    async def main():
        async with browser() as b:
            b.server.add("/a", b"text")
            fetch = await b.manager.fetch("id", "/a")
            b.worker.stop()
            await b.done()
            assert fetch.recordsAvailable is False
            with pytest.raises(DOMException) as caught:
                await fetch.matchAll()
            assert caught.value.name == "InvalidStateError"
            assert b.performer.fetches == []

    assert run(main) == []


def test_a_record_outlives_its_fetch(run, browser):
    async def main():
        async with browser() as b:
            b.server.add("/a", b"text")
            fetch = await b.manager.fetch("id", "/a")
            record = await fetch.match("/a")
            await b.done()
            response = await record.responseReady
            assert await response.text() == "text"

    assert run(main) == []


def test_the_id_is_free_in_the_handler(run, browser):
    async def main():
        async with browser() as b:
            b.server.add("/a", b"text")
            left = [1, 2]

            async def handle(event):
                if left:
                    left.pop()
                    again = await b.worker.registration.backgroundFetch.fetch("id", "/a")
                    assert again is not event.registration

            b.on("backgroundfetchsuccess", handle)
            await b.manager.fetch("id", "/a")
            await b.done()
            assert b.events == [("backgroundfetchsuccess", "id", "success", "")] * 3

    assert run(main) == []


def test_events_that_fail_release_the_records(run, browser):
    async def main():
        async with browser() as b:
            b.server.add("/a", b"text")

            async def handle(_):
                raise ZeroDivisionError

            b.on("backgroundfetchsuccess", handle)
            fetch = await b.manager.fetch("id", "/a")
            await b.done()
            assert fetch.recordsAvailable is False

    assert run(main) == ["ZeroDivisionError()"]


# --- uploads


def echo(request):
    return Answer(body=b"" if request.body is None else request.body.read(0, request.body.size))


def post(body, **init):
    return Request("https://site.example/upload", method="POST", body=body, **init)


def test_an_upload(run, browser):
    async def main():
        async with browser() as b:
            b.server.paths["/upload"] = echo
            free = b.server.hanging("/slow")
            fetch = await b.manager.fetch("id", [post("Background Fetch!"), "/slow"])
            assert fetch.uploadTotal == 17
            arrived = asyncio.Event()
            fetch.onprogress = lambda _: fetch.downloaded and arrived.set()
            await arrived.wait()
            assert (fetch.uploaded, fetch.downloaded) == (17, 17)
            free.set()
            await b.done()
            assert b.events == [("backgroundfetchsuccess", "id", "success", "")]

    assert run(main) == []


def test_duplicate_uploads_can_be_told_apart(run, browser):
    async def main():
        async with browser() as b:
            b.server.paths["/upload"] = echo
            fetch = await b.manager.fetch("id", [post("upload1"), post("upload2")])
            texts = [await (await record.responseReady).text() for record in await fetch.matchAll()]
            assert texts == ["upload1", "upload2"]
            await b.done()

    assert run(main) == []


def form():
    made = FormData()
    made.append("name", "value")
    return made


@pytest.mark.parametrize(
    "body",
    [
        lambda: "text",
        lambda: b"\x00\xff",
        lambda: memoryview(bytearray(b"view")),
        lambda: Blob(["blob"]),
        lambda: URLSearchParams("a=b"),
        form,
    ],
)
def test_match_returns_the_body_of_the_request(body, run, browser):
    async def main():
        async with browser() as b:
            free = b.server.hanging("/slow")
            b.server.paths["/upload"] = echo
            request = post(body())
            expected = await request.clone().arrayBuffer()
            fetch = await b.manager.fetch("id", [request, "/slow"])
            assert request.bodyUsed
            assert await fetch.match("/upload") is None
            for _ in range(2):
                record = await fetch.match("/upload", ignoreMethod=True)
                assert record.request is record.request
                assert record.request.method == "POST"
                assert record.request.headers.get("content-type") == request.headers.get("content-type")
                assert await record.request.arrayBuffer() == expected
            free.set()
            await b.done()
            assert [each.body.size for each in b.server.requests if each.body] == [len(expected)]

    assert run(main) == []


def test_a_stream_is_read_to_its_end_first(run, browser):
    async def main():
        async with browser() as b:
            b.server.paths["/upload"] = echo
            go_on = asyncio.Event()

            async def pieces():
                yield b"one "
                await go_on.wait()
                yield b"two"

            promise = b.manager.fetch("id", post(ReadableStream.from_(pieces()), duplex="half"))
            # Others wait for it: the edit queue does one thing after the other.
            other = b.manager.fetch("other", "/upload")
            for _ in range(50):
                await asyncio.sleep(0)
            assert (b.server.requests, await b.manager.getIds()) == ([], [])
            go_on.set()
            fetch = await promise
            assert fetch.uploadTotal == 7
            assert (await other).id == "other"
            await b.done()
            assert {each.body.read(0, 99) for each in b.server.requests if each.body} == {b"one two"}

    assert run(main) == []


@pytest.mark.parametrize("failing", ["raises", "no bytes"])
def test_a_stream_that_fails(failing, run, browser):
    async def main():
        async with browser() as b:

            async def pieces():
                yield b"one" if failing == "raises" else "text"
                raise ZeroDivisionError

            canceled = []
            other = ReadableStream({"pull": lambda controller: controller.enqueue(b"x"), "cancel": canceled.append})
            bodies = [ReadableStream.from_(pieces()), other]
            requests = [post(body, duplex="half") for body in bodies]
            with pytest.raises(TypeError, match="can't be read"):
                await b.manager.fetch("id", requests)
            assert len(canceled) == 1
            assert await b.manager.getIds() == []
            assert b.performer.quota("https://site.example").charged == 0

    assert run(main) == []


def test_used_bodies_are_refused(run, browser):
    async def main():
        async with browser() as b:
            request = post("x")
            await request.text()
            with pytest.raises(TypeError):
                await b.manager.fetch("id", request)

    assert run(main) == []


def test_a_user_interface_that_fails_stops_nothing(run, browser):
    class Failing:
        def shown(self, _fetch):
            raise ZeroDivisionError

        changed = ended = shown

    async def main():
        async with browser() as b:
            b.agent._started().interface = Failing()
            b.server.add("/a", b"text")

            async def handle(event):
                await event.updateUI(title="Done")

            b.on("backgroundfetchsuccess", handle)
            fetch = await b.manager.fetch("id", "/a")
            await b.done()
            assert (fetch.result, b.performer.fetches) == ("success", [])

    assert set(run(main)) == {"ZeroDivisionError()"}
