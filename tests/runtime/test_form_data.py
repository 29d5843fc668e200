"""FormData: each test follows a case of web-platform-tests' `xhr/formdata` and `fetch/api/body/formdata`."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from background_fetch import Blob, File, FormData, ReadableStream, Response
from background_fetch._impl.blobs import blob_bytes
from background_fetch._impl.forms import form_entries
from background_fetch._impl.multipart import decode_multipart, encode_multipart, new_boundary
from hypothesis import example, given
from hypothesis import strategies as st

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="%"), max_size=12)
"""What stands for a quote or a line break in a name is read as one, whoever wrote it."""
FILES = st.tuples(NAMES, st.sampled_from(["", "text/plain", "image/x;a=b"]), st.binary(max_size=40))


def shown(entries):
    return [
        (name, value if isinstance(value, str) else (value.name, value.type, blob_bytes(value)))
        for name, value in entries
    ]


def test_append_get_set_delete_has():
    form = FormData()
    form.append("a", "1")
    form.append("a", "2")
    form.append("b", "3")
    assert (form.get("a"), form.getAll("a"), form.has("a"), form.has("c")) == ("1", ["1", "2"], True, False)
    assert (form.get("c"), form.getAll("c")) == (None, [])
    form.set("a", "4")
    assert list(form) == [("a", "4"), ("b", "3")]
    form.set("c", "5")
    form.delete("a")
    assert (list(form.keys()), list(form.values())) == (["b", "c"], ["3", "5"])


def test_set_blob():
    form = FormData()
    blob = Blob(["x"], type="a/b")
    file = File(["y"], "f.txt", type="c/d", lastModified=7)
    form.append("blob", blob)
    form.append("blob", blob, "named")
    form.append("file", file)
    form.append("file", file, "renamed")
    expected = [("blob", "a/b", b"x"), ("named", "a/b", b"x"), ("f.txt", "c/d", b"y"), ("renamed", "c/d", b"y")]
    assert expected == [value for _, value in shown(form)]
    assert file is form.get("file")
    assert form.getAll("file")[1].lastModified == 7


def test_refused():
    form = FormData()
    for arguments in (("a",), ("a", "b", "c"), ("a", 1)):
        with pytest.raises(TypeError):
            form.append(*arguments)
    with pytest.raises(TypeError):
        FormData(object())


def test_iteration_is_live():
    form = FormData()
    form.append("a", "1")
    seen = []
    for name, value in form:
        seen.append((name, value))
        if name == "a":
            form.append("b", "2")
    assert seen == [("a", "1"), ("b", "2")]


def test_multipart():
    form = FormData()
    form.append('na"me\n', "line\nbreak\r")
    form.append("f", File(["data\n\0"], 'q"\r\n.bin'))
    expected = (
        b'--B\r\nContent-Disposition: form-data; name="na%22me%0D%0A"\r\n\r\nline\r\nbreak\r\n\r\n'
        b'--B\r\nContent-Disposition: form-data; name="f"; filename="q%22%0D%0A.bin"\r\n'
        b"Content-Type: application/octet-stream\r\n\r\ndata\n\0\r\n--B--\r\n"
    )
    body = encode_multipart(form_entries(form), "B")
    assert expected == body
    again = shown(decode_multipart(body, "B"))
    assert again == [
        ('na"me\r\n', "line\r\nbreak\r\n"),
        ("f", ('q"\r\n.bin', "application/octet-stream", b"data\n\0")),
    ]


def test_multipart_of_nothing():
    assert encode_multipart([], "B") == b"--B--\r\n"
    assert decode_multipart(b"--B--\r\n", "B") == []
    assert decode_multipart(b"--B--", "B") == []


def test_multipart_of_others():
    body = (
        b"--x\r\ncontent-type: text/plain;charset=utf-16\r\nCONTENT-DISPOSITION: Form-Data; name=a\r\n\r\n\xc3\xa9\r\n"
        b'--x\r\nContent-Disposition: form-data; filename="b;c=\\d"; name="f"\r\n\r\n--y\r\n--x--'
    )
    assert shown(decode_multipart(body, "x")) == [("a", "é"), ("f", ("b;c=\\d", "text/plain", b"--y"))]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--y--\r\n",
        b"--x",
        b"--x\r\n",
        b"--xy\r\n",
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb',
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x',
        b"--x\r\nContent-Disposition: form-data\r\n\r\nb\r\n--x--\r\n",
        b'--x\r\nContent-Disposition: attachment; name="a"\r\n\r\nb\r\n--x--\r\n',
        b'--x\r\nContent-Disposition: form-data; name="a\r\n\r\nb\r\n--x--\r\n',
        b"--x\r\n\r\nb\r\n--x--\r\n",
        b"--x\r\nnonsense\r\n\r\nb\r\n--x--\r\n",
    ],
)
def test_multipart_malformed(body):
    with pytest.raises(ValueError, match=r"part|boundary|parameter"):
        decode_multipart(body, "x")


def test_multipart_without_a_boundary(run):
    async def main():
        body = '--\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n----\r\n'
        with pytest.raises(TypeError, match="names no boundary"):
            await Response(body, headers={"Content-Type": "multipart/form-data"}).formData()

    assert run(main) == []


def lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")


@given(st.lists(st.tuples(NAMES, TEXTS | FILES), max_size=5), st.lists(st.integers(0, 400), max_size=6))
@example([("a\r", "\ufeffb\n"), ("a", ("\r\n", "", b"--\r\n--"))], [1, 2])
@example([], [])
def test_a_form_comes_back_from_a_body_that_is_cut_anywhere(fields, cuts):
    form = FormData()
    for name, value in fields:
        form.append(name, value if isinstance(value, str) else File([value[2]], value[0], type=value[1]))
    expected = [
        (lines(name), lines(value) if isinstance(value, str) else (value[0], value[1] or DEFAULT, value[2]))
        for name, value in fields
    ]

    async def main():
        whole = Response(form)
        type_ = whole.headers["content-type"]
        copy, data = whole.clone(), await whole.bytes()
        ends = sorted({0, *(cut for cut in cuts if cut < len(data)), len(data)})
        pieces = [data[start:end] for start, end in pairwise(ends)]
        cut = Response(ReadableStream.from_(pieces), headers={"Content-Type": type_})
        return [shown(form_entries(await each.formData())) for each in (copy, cut)]

    assert asyncio.run(main()) == [expected, expected]


DEFAULT = "application/octet-stream"
"""The type of a file that tells none, as forms write it."""


def test_boundaries_differ():
    assert new_boundary() != new_boundary()
