"""What every transport promises."""

from __future__ import annotations

import asyncio

import pytest
from background_fetch._impl.network.transport import ResponseHead, WireRequest

from tests.runtime.network.recorder import Bytes, Recorder, exchange
from tests.runtime.network.worlds import Plan, curl_world, memory_world

BIG = bytes(range(256)) * 4096


@pytest.fixture(params=[memory_world, curl_world], ids=["memory", "curl"])
def world(request):
    return request.param


def plain(_asked):
    return Plan((b"abc", b"def"))


def without_length(head):
    return head._replace(headers=tuple(field for field in head.headers if field[0] != "Content-Length"))


def test_a_response(run, world):
    async def main():
        fields = (("A", "1"), ("b", "\xe9"), ("A", "2"), ("C", ""))
        async with world(lambda _: Plan((b"abc", b"def"), 404, "Not Here", fields)) as (transport, url, _):
            got = await exchange(transport, WireRequest("GET", url + "/x"))
        assert without_length(got.response) == ResponseHead(404, "Not Here", fields)
        assert (bytes(got.body), got.error, got.calls) == (b"abcdef", None, ["head", "data", "finished"])

    assert run(main) == []


def test_a_request_is_sent_as_it_is(run, world):
    async def main():
        fields = (
            ("Accept", "text/x"),
            ("X-A", "1"),
            ("X-A", "2"),
            ("X-B", "\xe9"),
            ("X-C", ""),
            ("Content-Type", "t/x"),
        )
        target = "/%7Ea/%2e%2e/../b%C3%A9?q=%7e&x='\"|"
        async with world(plain) as (transport, url, asked):
            await exchange(transport, WireRequest("GET", url + target, fields))
        assert [(each.method, each.target, sorted(each.headers)) for each in asked] == [("GET", target, sorted(fields))]

    assert run(main) == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "DELETE", "POST", "PUT", "PATCH", "chicken"])
def test_methods_without_a_body(run, world, method):
    async def main():
        async with world(plain) as (transport, url, asked):
            got = await exchange(transport, WireRequest(method, url + "/"))
            again = await exchange(transport, WireRequest("GET", url + "/"))
        assert [each[:1] + each[2:] for each in asked] == [(method, (), b""), ("GET", (), b"")]
        assert (got.error, bytes(got.body)) == (None, b"" if method == "HEAD" else b"abcdef")
        assert (again.error, bytes(again.body)) == (None, b"abcdef")

    assert run(main) == []


@pytest.mark.parametrize("method", ["DELETE", "POST", "PUT", "PATCH", "chicken"])
@pytest.mark.parametrize("content", [b"", b"a", BIG], ids=["empty", "small", "big"])
def test_methods_with_a_body(run, world, method, content):
    async def main():
        async with world(plain) as (transport, url, asked):
            got = await exchange(transport, WireRequest(method, url + "/", body=Bytes(content)))
        assert [(each.method, each.body) for each in asked] == [(method, content)]
        assert (got.error, bytes(got.body), got.uploaded) == (None, b"abcdef", len(content))
        assert got.calls == [*(["sent"] if content else []), "head", "data", "finished"]

    assert run(main) == []


@pytest.mark.parametrize("status", [200, 204, 206, 301, 304, 401, 407, 416, 500, 599])
def test_statuses_are_passed_on(run, world, status):
    async def main():
        fields = (("Location", "/elsewhere"), ("WWW-Authenticate", "Basic"))
        pieces = () if status in {204, 304} else (b"abc",)
        async with world(lambda _: Plan(pieces, status, headers=fields)) as (transport, url, asked):
            got = await exchange(transport, WireRequest("GET", url + "/"))
        assert (got.error, got.response.status, bytes(got.body)) == (None, status, b"".join(pieces))
        assert len(asked) == 1

    assert run(main) == []


def test_codings_are_left_alone(run, world):
    async def main():
        async with world(lambda _: Plan((b"abc",), headers=(("Content-Encoding", "gzip"),))) as (transport, url, _):
            got = await exchange(transport, WireRequest("GET", url + "/", (("Accept-Encoding", "gzip"),)))
        assert (got.error, bytes(got.body)) == (None, b"abc")

    assert run(main) == []


def test_a_big_body_whole(run, world):
    async def main():
        async with world(lambda _: Plan((BIG,) * 8)) as (transport, url, _):
            got = await exchange(transport, WireRequest("GET", url + "/"))
        assert (got.error, bytes(got.body)) == (None, BIG * 8)

    assert run(main) == []


def test_a_body_that_is_cut(run, world):
    async def main():
        async with world(lambda _: Plan((b"abc",), cut=True)) as (transport, url, _):
            got = await exchange(transport, WireRequest("GET", url + "/"))
        assert (got.error.kind, got.error.temporary, bytes(got.body)) == ("cut", True, b"abc")
        assert got.calls == ["head", "data", "finished"]

    assert run(main) == []


@pytest.mark.parametrize("answer", [False, LookupError("broken")], ids=["no", "raises"])
@pytest.mark.parametrize("call", ["head", "data"])
def test_a_receiver_that_wants_no_more(run, world, call, answer):
    async def main():
        async with world(lambda _: Plan((BIG,) * 8)) as (transport, url, _):
            recorder = Recorder()
            setattr(recorder, f"take_{call}", answer)
            transport.start(WireRequest("GET", url + "/"), recorder)
            error = await recorder.ended()
        assert (error.kind, error.temporary) == ("aborted", False)
        assert error.__cause__ is (answer or None)
        assert recorder.calls == {"head": ["head", "finished"], "data": ["head", "data", "finished"]}[call]

    assert run(main) == []


def test_abort_before_the_response(run, world):
    async def main():
        async with world(plain) as (transport, url, _):
            recorder = Recorder()
            transfer = transport.start(WireRequest("GET", url + "/"), recorder)
            transfer.abort()
            error = await recorder.ended()
        assert (error.kind, recorder.calls) == ("aborted", ["finished"])

    assert run(main) == []


def test_abort_within_the_response(run, world):
    async def main():
        never = asyncio.Event()
        async with world(lambda _: Plan((b"abc", never, b"def"))) as (transport, url, _):
            recorder = Recorder()
            transfer = transport.start(WireRequest("GET", url + "/"), recorder)
            await recorder.began()
            transfer.abort()
            transfer.abort()
            error = await recorder.ended()
        assert (error.kind, bytes(recorder.body), recorder.calls) == ("aborted", b"abc", ["head", "data", "finished"])

    assert run(main) == []


def test_abort_after_the_end(run, world):
    async def main():
        async with world(plain) as (transport, url, _):
            recorder = Recorder()
            transfer = transport.start(WireRequest("GET", url + "/"), recorder)
            await recorder.ended()
            transfer.abort()
            transfer.pause()
            transfer.resume()
            again = await exchange(transport, WireRequest("GET", url + "/"))
        assert (recorder.error, recorder.calls) == (None, ["head", "data", "finished"])
        assert again.error is None

    assert run(main) == []


class Pausing(Recorder):
    """Pauses its transfer at the first piece."""

    transfer = None

    def data(self, data):
        if self.transfer is not None and not self.body:
            self.transfer.pause()
        return super().data(data)


def test_pause_and_resume(run, world):
    async def main():
        gate, done = asyncio.Event(), asyncio.Event()
        plans = {"/paused": Plan((b"abc", gate, BIG, BIG)), "/other": Plan((done, b"x"))}
        async with world(lambda asked: plans[asked.target]) as (transport, url, _):
            recorder = Pausing()
            recorder.transfer = transport.start(WireRequest("GET", url + "/paused"), recorder)
            await recorder.began()
            gate.set()
            done.set()
            for _ in range(3):
                assert (await exchange(transport, WireRequest("GET", url + "/other"))).error is None
            assert bytes(recorder.body) == b"abc"
            recorder.transfer.resume()
            assert await recorder.ended() is None
        assert bytes(recorder.body) == b"abc" + BIG + BIG

    assert run(main) == []


def test_abort_while_paused(run, world):
    async def main():
        async with world(lambda _: Plan((b"abc", BIG, BIG))) as (transport, url, _):
            recorder = Recorder()
            transfer = transport.start(WireRequest("GET", url + "/"), recorder)
            transfer.pause()
            transfer.abort()
            error = await recorder.ended()
        assert (error.kind, bytes(recorder.body)) == ("aborted", b"")

    assert run(main) == []


def test_pause_and_resume_again_and_again(run, world):
    class Stopping(Recorder):
        """Pauses at each piece, and has the loop go on."""

        transfer = None

        def data(self, data):
            if self.transfer is not None:
                self.transfer.pause()
                self._loop.call_soon_threadsafe(self.transfer.resume)
            return super().data(data)

    async def main():
        async with world(lambda _: Plan((BIG,) * 4)) as (transport, url, _):
            recorder = Stopping()
            recorder.transfer = transport.start(WireRequest("GET", url + "/"), recorder)
            assert await recorder.ended() is None
        assert bytes(recorder.body) == BIG * 4

    assert run(main) == []


def test_close_ends_everything(run, world):
    async def main():
        never = asyncio.Event()
        async with world(lambda _: Plan((b"abc", never, b"def"))) as (transport, url, _):
            recorders = [Recorder() for _ in range(5)]
            for recorder in recorders:
                transport.start(WireRequest("GET", url + "/"), recorder)
            await recorders[0].began()
            await transport.close()
            assert [recorder.calls[-1] for recorder in recorders] == ["finished"] * 5
            assert [recorder.error.kind for recorder in recorders] == ["aborted"] * 5
            late = await exchange(transport, WireRequest("GET", url + "/"))
            assert (late.error.kind, late.calls) == ("aborted", ["finished"])
            await transport.close()

    assert run(main) == []


def test_close_without_a_request(run, world):
    async def main():
        async with world(plain) as (transport, url, _):
            await transport.close()
            late = await exchange(transport, WireRequest("GET", url + "/"))
        assert (late.error.kind, late.calls) == ("aborted", ["finished"])

    assert run(main) == []


def test_cookies_are_kept_as_lines(run, world):
    async def main():
        lines = ["server.example\tFALSE\t/\tFALSE\t0\ta\tb", "#HttpOnly_.server.example\tTRUE\t/x\tTRUE\t0\tc\td"]
        async with world(plain) as (transport, _, _):
            assert transport.cookies() == []
            transport.set_cookies(lines)
            assert sorted(transport.cookies()) == sorted(lines)

    assert run(main) == []


@pytest.mark.parametrize("answer", [False, LookupError("broken")], ids=["no", "raises"])
def test_a_receiver_that_wants_no_more_after_a_pause(run, world, answer, monkeypatch):
    monkeypatch.setattr("background_fetch._impl.network.curl_transfer._PIECE", 1000)  # what is held back is more

    async def main():
        async with world(lambda asked: Plan((BIG,) * 8 if asked.target == "/" else ())) as (transport, url, _):
            recorder = Recorder()
            transfer = transport.start(WireRequest("GET", url + "/"), recorder)
            transfer.pause()
            for _ in range(3):
                await exchange(transport, WireRequest("GET", url + "/other"))
            recorder.take_data = answer
            transfer.resume()
            error = await recorder.ended()
            assert (error.kind, error.__cause__) == ("aborted", answer or None)
            assert recorder.calls == ["head", "data", "finished"]
            assert (await exchange(transport, WireRequest("GET", url + "/other"))).error is None

    assert run(main) == []
