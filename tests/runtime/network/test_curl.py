"""What libcurl's transport does beyond what all do: connections, interim responses, cookies, proxies."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import weakref

import pycurl
import pytest
from background_fetch._impl.network.curl import CurlTransport
from background_fetch._impl.network.curl_engine import Engine
from background_fetch._impl.network.curl_options import CurlOptions
from background_fetch._impl.network.transport import WireRequest

from tests.runtime.network.fault_server import Delay, End, FaultServer, response, tunnel
from tests.runtime.network.recorder import Bytes, Recorder, exchange

OK = response(b"abc")


def test_connections_are_used_again(run):
    async def main():
        transport = CurlTransport()
        async with FaultServer([OK]) as server:
            for _ in range(10):
                assert (await exchange(transport, WireRequest("GET", server.url()))).error is None
            assert (server.connections, len(server.requests)) == (1, 10)
            await transport.close()
            await server.until(lambda now: now.open == 0)

    assert run(main) == []


def test_interim_responses_are_not_told_of(run):
    async def main():
        transport = CurlTransport()
        interim = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
        async with FaultServer([interim, Delay(0.05), interim + OK]) as server:
            got = await exchange(transport, WireRequest("GET", server.url()))
        await transport.close()
        assert (got.error, got.response, bytes(got.body)) == (None, (200, "OK", (("Content-Length", "3"),)), b"abc")

    assert run(main) == []


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (b"A: b\r\n c\r\n\td\r\n", (("A", "b c d"),)),
        (b"A: b\nB: c\r\n", (("A", "b"), ("B", "c"))),
        (b"A : b\r\nC: d\r\n", (("C", "d"),)),
        (b"Set-Cookie: a=b\r\nSet-Cookie: c=d\r\n", (("Set-Cookie", "a=b"), ("Set-Cookie", "c=d"))),
    ],
)
def test_fields_in_odd_forms(run, text, fields):
    async def main():
        transport = CurlTransport()
        async with FaultServer([b"HTTP/1.1 200 OK\r\n" + text + b"Content-Length: 0\r\n\r\n"]) as server:
            got = await exchange(transport, WireRequest("GET", server.url()))
        await transport.close()
        assert got.error is None
        assert got.response == (200, "OK", (*fields, ("Content-Length", "0")))

    assert run(main) == []


def test_a_trailer_is_not_a_head(run):
    async def main():
        transport = CurlTransport()
        chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nA: b\r\n\r\n"
        async with FaultServer([chunked]) as server:
            got = await exchange(transport, WireRequest("GET", server.url()))
            again = await exchange(transport, WireRequest("GET", server.url()))
            assert server.connections == 1
        await transport.close()
        assert (got.error, again.error, bytes(got.body)) == (None, None, b"abc")
        assert got.response == (200, "OK", (("Transfer-Encoding", "chunked"),))

    assert run(main) == []


@pytest.mark.parametrize("body", [b"", b"abc", b"abc" * 100_000])  # what has come behind a long one is not read yet
def test_bytes_after_a_response_are_not_the_next_one(run, body):
    async def main():
        transport = CurlTransport()
        async with FaultServer([response(body) + response(b"smuggled")]) as server:
            got = [await exchange(transport, WireRequest("GET", server.url(path))) for path in ("/a", "/b")]
            assert [bytes(each.body) for each in got] == [body, body]
            assert server.connections == 2
        await transport.close()

    assert run(main) == []


def test_a_body_without_a_length_ends_with_the_connection(run):
    async def main():
        transport = CurlTransport()
        async with FaultServer([b"HTTP/1.0 200 OK\r\n\r\nabc", Delay(0.05), b"def", End.CLOSE]) as server:
            got = await exchange(transport, WireRequest("GET", server.url()))
        await transport.close()
        assert (got.error, bytes(got.body)) == (None, b"abcdef")

    assert run(main) == []


def test_an_answer_before_all_was_read(run):
    async def main():
        transport = CurlTransport()
        async with FaultServer(greeting=[response(b"no", "413 Too Much"), End.STALL]) as server:
            got = await exchange(transport, WireRequest("POST", server.url(), body=Bytes(b"x" * 50_000_000)))
        await transport.close()
        assert got.response is not None
        assert (got.error, got.response.status, bytes(got.body)) == (None, 413, b"no")
        assert got.uploaded < 50_000_000

    assert run(main) == []


def test_abort_closes_the_connection(run):
    async def main():
        transport = CurlTransport()
        async with FaultServer([response(b"abc", length=5), End.STALL]) as server:
            recorders = [Recorder() for _ in range(3)]
            transfers = [transport.start(WireRequest("GET", server.url()), recorder) for recorder in recorders]
            for recorder in recorders:
                await recorder.began()
            assert server.open == 3
            transfers[1].abort()
            await recorders[1].ended()
            await server.until(lambda now: now.open == 2)
            assert [recorder.calls[-1] for recorder in recorders] == ["data", "finished", "data"]
            await transport.close()
            await server.until(lambda now: now.open == 0)

    assert run(main) == []


def test_the_thread_ends_with_the_transport(run):
    async def main():
        before = threading.active_count()
        transport = CurlTransport()
        assert threading.active_count() == before
        async with FaultServer([OK]) as server:
            await exchange(transport, WireRequest("GET", server.url()))
            names = {thread.name for thread in threading.enumerate()}
            assert "background-fetch-network" in names
            await transport.close()
        assert "background-fetch-network" not in {thread.name for thread in threading.enumerate()}

    assert run(main) == []


def test_all_that_is_started_from_many_threads_after_the_end_is_told_of_its_own(run):
    class Ends:
        count = 0

        def finished(self, _error):
            self.count += 1

    async def main():
        engine = Engine(CurlOptions(), pycurl.CurlShare())
        await asyncio.to_thread(engine.close)
        ends = [[Ends() for _ in range(3000)] for _ in range(4)]

        def start(receivers):
            for receiver in receivers:
                engine.start(WireRequest("GET", "http://127.0.0.1/"), receiver)

        threads = [threading.Thread(target=start, args=(receivers,)) for receivers in ends]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert {each.count for receivers in ends for each in receivers} == {1}

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        assert run(main) == []
    finally:
        sys.setswitchinterval(interval)


def test_from_any_thread(run):
    async def main():
        transport = CurlTransport()
        async with FaultServer([response(b"abc", length=5), End.STALL]) as server:
            recorder = Recorder()
            transfer = await asyncio.to_thread(transport.start, WireRequest("GET", server.url()), recorder)
            await recorder.began()
            for method in (transfer.pause, transfer.resume, transfer.abort):
                await asyncio.to_thread(method)
            error = await recorder.ended()
            assert error is not None
            assert error.kind == "aborted"
        await transport.close()

    assert run(main) == []


def test_a_request_from_within_finished(run):
    """The receiver of one response may ask for the next."""

    class Chained(Recorder):
        next = None

        def finished(self, error):
            super().finished(error)
            if self.next is not None:
                transport, request, receiver = self.next
                transport.start(request, receiver)

    async def main():
        transport = CurlTransport()
        async with FaultServer([OK]) as server:
            first, second = Chained(), Recorder()
            first.next = (transport, WireRequest("GET", server.url()), second)
            transport.start(WireRequest("GET", server.url()), first)
            assert (await first.ended(), await second.ended()) == (None, None)
        await transport.close()

    assert run(main) == []


# Cookies


def cookies_of(server):
    return [request.header("Cookie") for request in server.requests]


def test_cookies_only_with_credentials(run):
    async def main():
        transport = CurlTransport()
        async with FaultServer([response(headers=[("Set-Cookie", "a=b; Path=/")])]) as server:
            for credentials in (False, False, True, True, False, True):
                await exchange(transport, WireRequest("GET", server.url(), with_credentials=credentials))
            assert cookies_of(server) == [None, None, None, "a=b", None, "a=b"]
        await transport.close()
        assert transport.cookies() == ["127.0.0.1\tFALSE\t/\tFALSE\t0\ta\tb"]

    assert run(main) == []


def test_cookies_are_kept_for_the_next_transport(run):
    async def main():
        first, second, third = CurlTransport(), CurlTransport(), CurlTransport()
        async with FaultServer([response(headers=[("Set-Cookie", "a=b; Path=/x; HttpOnly; Max-Age=1000")])]) as server:
            await exchange(first, WireRequest("GET", server.url("/x/"), with_credentials=True))
            second.set_cookies(first.cookies())
            for transport in (second, third):
                await exchange(transport, WireRequest("GET", server.url("/x/y"), with_credentials=True))
                await exchange(transport, WireRequest("GET", server.url("/y"), with_credentials=True))
            assert cookies_of(server) == [None, "a=b", None, None, None]
        for transport in (first, second, third):
            await transport.close()

    assert run(main) == []


@pytest.mark.parametrize(
    "cookie",
    [
        "a=b; Domain=example.com",
        "a=b; Domain=1",
        "__Host-a=b",
        "__Secure-a=b",
        "a=b; Max-Age=0",
        "a=\tb\x01",
    ],
)
def test_cookies_that_are_not_kept(run, cookie):
    async def main():
        transport = CurlTransport()
        async with FaultServer([response(headers=[("Set-Cookie", cookie)])]) as server:
            await exchange(transport, WireRequest("GET", server.url("/"), with_credentials=True))
        await transport.close()
        assert transport.cookies() == []

    assert run(main) == []


# Proxies


def test_proxies_of_the_environment_only_when_asked(run, monkeypatch):
    async def main():
        async with FaultServer([response(b"proxy")]) as proxy, FaultServer([response(b"origin")]) as server:
            for name in ("http_proxy", "HTTPS_PROXY", "all_proxy"):
                monkeypatch.setenv(name, proxy.url())
            monkeypatch.setenv("no_proxy", "")
            bodies = []
            for options in (
                CurlOptions(),
                CurlOptions(proxy="environment"),
                CurlOptions(proxy=proxy.url()),
                CurlOptions(proxy=proxy.url(), no_proxy="127.0.0.1"),
            ):
                transport = CurlTransport(options)
                bodies.append(bytes((await exchange(transport, WireRequest("GET", server.url("/%7e")))).body))
                await transport.close()
            assert bodies == [b"origin", b"proxy", b"proxy", b"origin"]
            assert [request.target for request in proxy.requests] == [server.url("/%7e")] * 2

    assert run(main) == []


def test_a_tunnel_s_head_is_not_the_response_s(run, certificates):
    async def main():
        async with FaultServer([OK], tls=certificates.server) as server, tunnel(server.port) as port:
            transport = CurlTransport(CurlOptions(ca_file=certificates.ca_file, proxy=f"http://127.0.0.1:{port}"))
            got = await exchange(transport, WireRequest("GET", server.url("/%7e")))
            await transport.close()
            assert [request.target for request in server.requests] == ["/%7e"]
        assert (got.error, got.response, bytes(got.body)) == (None, (200, "OK", (("Content-Length", "3"),)), b"abc")

    assert run(main) == []


@pytest.mark.parametrize("step", [b"HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n", End.CLOSE])
def test_a_proxy_that_makes_no_tunnel(run, step):
    async def main():
        async with FaultServer([step]) as proxy:
            transport = CurlTransport(CurlOptions(proxy=proxy.url()))
            got = await exchange(transport, WireRequest("GET", "https://site.example/"))
            await transport.close()
        assert got.error is not None
        assert (got.error.kind, got.response) == ("connect", None), str(got.error)

    assert run(main) == []


def test_the_package_does_not_load_libcurl():
    code = "import sys, background_fetch; print('pycurl' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "False\n"


def test_a_handle_that_is_used_again_remembers_nothing_of_the_request_before(run):
    async def main():
        transport = CurlTransport()
        requests = [
            WireRequest("POST", "/a", (("X-Own", "1"),), Bytes(b"sent")),
            WireRequest("GET", "/b"),
            WireRequest("HEAD", "/c"),
            WireRequest("GET", "/d%c3", (("Accept", "x"),)),
            WireRequest("PUT", "/e"),
            WireRequest("GET", "/f"),
        ]
        async with FaultServer([OK]) as server:
            for request in requests:
                assert (await exchange(transport, request._replace(url=server.url(request.url)))).error is None
        await transport.close()
        for request, got in zip(requests, server.requests, strict=True):
            assert (got.method, got.target) == (request.method, request.url)
            assert (got.header("X-Own"), got.header("Accept")) == (
                "1" if request.url == "/a" else None,
                "x" if request.url == "/d%c3" else None,
            )
            length = {"POST": "4", "PUT": "0"}.get(request.method)
            assert (got.header("Content-Length"), got.body) == (length, b"sent" if request.body else b"")

    assert run(main) == []


def test_an_idle_handle_keeps_no_transfer(run):
    async def main():
        transport = CurlTransport()
        async with FaultServer([OK]) as server:
            recorder = await exchange(transport, WireRequest("GET", server.url()))
            gone = weakref.ref(recorder)
            del recorder
            async with asyncio.timeout(5):
                while gone() is not None:  # noqa: ASYNC110 -- the transport's thread lets go of it a moment later
                    await asyncio.sleep(0.01)
        await transport.close()

    assert run(main) == []
