"""A response's head from its lines."""

from __future__ import annotations

import pytest
from background_fetch._impl.network.heads import MAX_BYTES, MAX_FIELDS, MAX_INTERIM, HeadReader
from background_fetch._impl.network.transport import ResponseHead, TransportError


def read(text):
    """Return the heads that came, in order."""
    reader = HeadReader()
    return [head for line in text.splitlines(keepends=True) if (head := reader.line(line)) is not None]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", ResponseHead(200, "OK", ())),
        (b"HTTP/1.1 200 OK\n\n", ResponseHead(200, "OK", ())),
        (b"HTTP/2 204 \r\n\r\n", ResponseHead(204, "", ())),
        (b"HTTP/1.0 404\r\n\r\n", ResponseHead(404, "", ())),
        (b"HTTP/1.1 999 a b\xe9 \r\n\r\n", ResponseHead(999, "a b\xe9", ())),
        (
            b"HTTP/1.1 200 OK\r\nA:b\r\nA: \t c d \t\r\nE:\r\n\r\n",
            ResponseHead(200, "OK", (("A", "b"), ("A", "c d"), ("E", ""))),
        ),
        (b"HTTP/1.1 200 OK\r\nA: b:c\xe9\r\n\r\n", ResponseHead(200, "OK", (("A", "b:c\xe9"),))),
        (b"HTTP/1.1 200 OK\r\nA : b\r\n: c\r\nD\xe9: e\r\nF: g\r\n\r\n", ResponseHead(200, "OK", (("F", "g"),))),
        (b"HTTP/1.1 103 X\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\nC: d\r\n\r\n", ResponseHead(200, "OK", (("C", "d"),))),
    ],
)
def test_heads(text, head):
    assert read(text) == [head]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (b"\r\n", "protocol"),
        (b"HTTP/1.1 20 OK\r\n\r\n", "protocol"),
        (b"HTTP/1.1 2000 OK\r\n\r\n", "protocol"),
        (b"HTTP/1.1 099 OK\r\n\r\n", "protocol"),
        (b"http/1.1 200 OK\r\n\r\n", "protocol"),
        (b"HTTP/1.1 200 OK\r\nA: b\0c\r\n\r\n", "protocol"),
        (b"ICY 200 OK\r\n\r\n", "protocol"),
        (b"HTTP/1.1 101 Switching Protocols\r\n\r\n", "protocol"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * (MAX_FIELDS + 1), "head"),
        (b"HTTP/1.1 200 OK\r\nA: " + b"x" * MAX_BYTES + b"\r\n", "head"),
        (b"HTTP/1.1 103 X\r\nA: " + b"x" * 10_000 + b"\r\n\r\n" * 30, "protocol"),
        ((b"HTTP/1.1 103 X\r\nA: " + b"x" * 10_000 + b"\r\n\r\n") * 30, "head"),
        (b"HTTP/1.1 103 X\r\n\r\n" * (MAX_INTERIM + 1), "head"),
    ],
)
def test_what_is_no_head(text, kind):
    with pytest.raises(TransportError) as caught:
        read(text)
    assert caught.value.kind == kind


def test_as_much_as_is_allowed():
    text = b"HTTP/1.1 103 X\r\n\r\n" * MAX_INTERIM + b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * MAX_FIELDS + b"\r\n"
    assert [len(head.headers) for head in read(text)] == [MAX_FIELDS]


@pytest.mark.parametrize("line", [b"A: b\rc\r\n", b"A: b\r\r\n"])
def test_a_carriage_return_within_a_line(line):
    reader = HeadReader()
    with pytest.raises(TransportError) as caught:
        [reader.line(each) for each in (b"HTTP/1.1 200 OK\r\n", line, b"\r\n")]
    assert caught.value.kind == "protocol"
