"""Blob and File: each test follows a case of web-platform-tests' `FileAPI`."""

from __future__ import annotations

import os
from array import array

import pytest
from background_fetch import Blob, File, ReadableStream


def content(run, blob: Blob) -> bytes:
    found: list[bytes] = []

    async def main():
        found.append(await blob.bytes())

    assert run(main) == []
    return found[0]


@pytest.mark.parametrize(
    ("parts", "data"),
    [
        ([], b""),
        (["x", "é\ud800"], "xé\ufffd".encode()),
        ([b"a", bytearray(b"b"), memoryview(b"xcx")[1:2]], b"abc"),
        ([array("H", [0x4141, 0x4242])], b"AABB"),
        ([Blob(["a"]), File(["b"], "n"), ""], b"ab"),
        (("t", "u"), b"tu"),
    ],
)
def test_blob_constructor(run, parts, data):
    blob = Blob(parts)
    assert (len(data), "") == (blob.size, blob.type)
    assert data == content(run, blob)


@pytest.mark.parametrize("parts", [None, 1, "text", [1], [None], [object()]])
def test_blob_constructor_refused(parts):
    with pytest.raises(TypeError):
        Blob(parts)


def test_blob_constructor_copies_buffers(run):
    buffer = bytearray(b"abc")
    blob = Blob([buffer])
    buffer[0] = 0
    assert content(run, blob) == b"abc"


@pytest.mark.parametrize(
    ("given", "type_"),
    [("Text/PLAIN", "text/plain"), ("a\x7f", ""), ("é", ""), ("te(xt)/plain", "te(xt)/plain"), ("a\tb", "")],
)
def test_blob_constructor_type(given, type_):
    assert type_ == Blob([], type=given).type
    assert type_ == Blob([], {"type": given}).type
    assert type_ == Blob([]).slice(0, 0, given).type


def test_blob_constructor_endings(run):
    text = "\n\r\r\n\n"
    assert text.encode() == content(run, Blob([text], endings="transparent"))
    assert os.linesep.encode() * 4 == content(run, Blob([text], endings="native"))
    assert text.encode() == content(run, Blob([text.encode()], endings="native"))
    with pytest.raises(TypeError):
        Blob([], {"endings": "other"})


@pytest.mark.parametrize(
    ("arguments", "data"),
    [
        ((), b"squirrel"),
        ((6,), b"el"),
        ((-3,), b"rel"),
        ((0, 3), b"squ"),
        ((0, -5), b"squ"),
        ((-8, 99), b"squirrel"),
        ((-99, 2), b"sq"),
        ((7, 2), b""),
        ((2, 6), b"uirr"),
        ((99,), b""),
    ],
)
def test_blob_slice(run, arguments, data):
    parts = (["squirrel"], ["squ", b"ir", Blob(["rel"])], list("squirrel"))
    for whole in map(Blob, parts):
        part = whole.slice(*arguments)
        assert (len(data), "") == (part.size, part.type)
        assert data == content(run, part)


def test_blob_slice_of_a_slice(run):
    assert content(run, Blob(["abc", "def"]).slice(1, 5).slice(1, -1)) == b"cd"
    assert Blob(["x"], type="c/d").slice(0, 1, "A/B").type == "a/b"


def test_blob_text(run):
    async def main():
        assert await Blob(["\ufeffé"]).text() == "é"
        assert await Blob([b"\xc3\x28"]).text() == "\ufffd("
        assert await Blob(["\ufeff"]).arrayBuffer() == b"\xef\xbb\xbf"

    assert run(main) == []


def test_blob_stream(run):
    async def main():
        stream = Blob(["ab", b"c" * 100_000]).stream()
        assert isinstance(stream, ReadableStream)
        assert b"".join([piece async for piece in stream]) == b"ab" + b"c" * 100_000
        assert [piece async for piece in Blob().stream()] == []
        # In the middle of a character.
        texts = [text async for text in Blob([b"\xef\xbb\xbf\xc3", b"\xa9\xe2\x82", b"x\xf0"]).textStream()]
        assert "".join(texts) == "é\ufffdx\ufffd"

    assert run(main) == []


def test_blob_stream_byob(run):
    async def main():
        reader = Blob(["abcde"]).stream().getReader(mode="byob")
        found = await reader.read(bytearray(3))
        assert (bytes(found["value"]), found["done"]) == (b"abc", False)
        found = await reader.read(bytearray(3))
        assert (bytes(found["value"]), found["done"]) == (b"de", False)
        found = await reader.read(bytearray(3))
        assert (bytes(found["value"]), found["done"]) == (b"", True)

    assert run(main) == []


def test_file_constructor(run):
    file = File(["a", Blob(["b"])], "some/näme", type="Text/x", lastModified=-5)
    assert (file.name, file.type, file.lastModified, file.size) == ("some/näme", "text/x", -5, 2)
    assert isinstance(file, Blob)
    assert not isinstance(file.slice(), File)
    assert content(run, file) == b"ab"
    assert File([], "n").lastModified > 1_600_000_000_000
    for arguments in ((), ([],), ("text", "n")):
        with pytest.raises(TypeError):
            File(*arguments)
