"""Requests, responses, headers, blobs, forms, parameters: what has a Body, and what a body is made of."""

from __future__ import annotations

from background_fetch import Blob, File, FormData, Headers, Request, Response, URLSearchParams


# --- response-of-text: accept
async def main() -> None:
    response = Response("hi", status=201, statusText="Made")
    assert (response.status, response.statusText, response.ok) == (201, "Made", True)
    assert await response.text() == "hi"
    assert response.bodyUsed


# --- response-of-bytes: accept
async def main() -> None:
    assert await Response(b"hi").text() == "hi"


# --- response-of-a-bytearray: accept
async def main() -> None:
    assert await Response(bytearray(b"hi")).arrayBuffer() == b"hi"


# --- response-of-none: accept
assert Response(None).body is None

# --- response-of-nothing: accept
assert Response().status == 200

# --- response-of-keywords-alone: accept
assert Response(status=404).status == 404

# --- response-of-a-number: refuse
Response(5)  # wrong

# --- response-of-a-dict: refuse
Response({"a": 1})  # wrong

# --- response-init-as-dict: accept
from background_fetch import ResponseInit

init: ResponseInit = {"status": 404, "headers": {"a": "b"}}
response = Response("", init)
assert not response.ok
assert response.headers.get("a") == "b"

# --- response-by-new: accept
assert Response.new("hi", status=202).status == 202


# --- response-json: accept
async def main() -> None:
    assert await Response.json({"a": [1, None]}).json() == {"a": [1, None]}


# --- response-type: accept
from background_fetch import ResponseType

type_: ResponseType = Response.error().type
assert type_ == "error"

# --- response-of-another-type: refuse
failed = Response.error().type == "failed"  # wrong
assert failed

# --- response-redirect: accept
assert Response.redirect("https://site.example/", 301).headers.get("location") == "https://site.example/"


# --- response-body-unchecked: refuse
async def main() -> None:
    await Response(None).body.cancel()  # wrong


# --- response-clone: accept
async def main() -> None:
    response = Response("hi")
    assert await response.clone().text() == await response.text()


# --- response-bytes: accept
async def main() -> None:
    data: bytes = await Response("hi").bytes()
    assert data == b"hi"


# --- response-blob: accept
async def main() -> None:
    assert (await Response("hi", headers={"content-type": "text/plain"}).blob()).type == "text/plain"


# --- response-form-data: accept
async def main() -> None:
    form = await Response(URLSearchParams("a=1")).formData()
    assert form.get("a") == "1"


# --- text-not-awaited: refuse
async def main() -> None:
    Response("hi").text().upper()  # wrong


# --- set-the-status: refuse
Response("hi").status = 500  # wrong

# --- request: accept
request = Request("https://site.example/", method="POST", body="b", headers={"a": "1"})
assert (request.method, request.url, request.headers.get("a")) == ("POST", "https://site.example/", "1")

# --- request-init-as-dict: accept
from background_fetch import RequestCache, RequestCredentials, RequestInit, RequestMode, RequestRedirect

mode: RequestMode = "cors"
credentials: RequestCredentials = "omit"
cache: RequestCache = "no-store"
redirect: RequestRedirect = "manual"
init: RequestInit = {"mode": mode, "credentials": credentials, "cache": cache, "redirect": redirect}
request = Request("https://site.example/", init)
assert (request.mode, request.credentials, request.cache, request.redirect) == (mode, credentials, cache, redirect)

# --- request-more-enumerations: accept
from background_fetch import ReferrerPolicy, RequestDestination, RequestDuplex, RequestPriority

policy: ReferrerPolicy = "no-referrer"
duplex: RequestDuplex = "half"
priority: RequestPriority = "low"
request = Request("https://site.example/", referrerPolicy=policy, duplex=duplex, priority=priority)
destination: RequestDestination = request.destination
assert (destination, request.referrerPolicy, request.duplex) == ("", "no-referrer", "half")

# --- request-of-a-request: accept
assert Request(Request("https://site.example/a"), method="PUT").method == "PUT"

# --- request-of-a-response: refuse
Request(Response(""))  # wrong

# --- request-info: accept
from background_fetch import RequestInfo

infos: list[RequestInfo] = ["https://site.example/a", Request("https://site.example/a")]
assert [Request(info).url for info in infos] == ["https://site.example/a"] * 2

# --- request-of-unknown-cache: refuse
Request("https://site.example/", cache="always")  # wrong

# --- request-of-unknown-referrer-policy: refuse
Request("https://site.example/", referrerPolicy="never")  # wrong

# --- request-of-unknown-priority: refuse
Request("https://site.example/", priority="urgent")  # wrong

# --- request-signal: accept
from background_fetch import AbortController

controller = AbortController()
request = Request("https://site.example/", signal=controller.signal)
controller.abort()
assert request.signal.aborted

# --- request-of-a-controller: refuse
from background_fetch import AbortController

Request("https://site.example/", signal=AbortController())  # wrong

# --- headers-of-a-dict: accept
assert Headers({"a": "1"}).get("A") == "1"

# --- headers-of-pairs: accept
from background_fetch import HeadersInit

init: HeadersInit = [("a", "1"), ["a", "2"]]
assert Headers(init).get("a") == "1, 2"

# --- headers-of-items: accept
assert Headers({"a": "1"}.items()).get("a") == "1"

# --- headers-of-text-pairs: refuse
Headers(["a1"])  # wrong

# --- headers-miss-is-none: accept
assert Headers().get("a") is None

# --- headers-miss-unchecked: refuse
Headers().get("a").upper()  # wrong

# --- headers-change: accept
headers = Headers()
headers.append("a", "1")
headers.set("b", "2")
headers.delete("b")
assert headers.has("a")
assert not headers.has("b")
assert headers.getSetCookie() == []

# --- headers-append-number: refuse
Headers().append("a", 1)  # wrong

# --- headers-iterate: accept
assert list(Headers({"b": "2", "a": "1"})) == [("a", "1"), ("b", "2")]

# --- headers-to-a-dict: accept
headers = Headers([["A", "1"], ["a", "2"]])
found: dict[str, str] = dict(headers)
assert found == {**headers} == {"a": "1, 2"}

# --- headers-subscript: accept
value: str = Headers({"a": "1"})["A"]
assert value == "1"

# --- headers-subscript-miss: accept
try:
    Headers({"a": "1"})["b"]
    missed = False
except KeyError:
    missed = True
assert missed

# --- headers-subscript-by-number: refuse
Headers({"a": "1"})[0]  # wrong

# --- headers-in: accept
headers = Headers({"a": "1"})
assert "A" in headers
assert "b" not in headers

# --- headers-set-item: refuse
Headers()["a"] = "1"  # wrong

# --- parameters-to-a-dict: accept
parameters = URLSearchParams("a=1&b=2&a=3")
assert dict(parameters) == {"a": "1", "b": "2"}
assert ("a" in parameters, "c" in parameters) == (True, False)

# --- form-to-a-dict: accept
form = FormData()
form.append("a", "1")
form.append("f", Blob(["2"]), "f.txt")
found = dict(form)
file = found["f"]
assert isinstance(file, File)
assert (found["a"], file.name) == ("1", "f.txt")

# --- headers-length: refuse
len(Headers({"a": "1"}))  # wrong

# --- blob: accept
from background_fetch import BlobPart, BlobPropertyBag, EndingType

endings: EndingType = "transparent"
bag: BlobPropertyBag = {"type": "text/plain", "endings": endings}
parts: list[BlobPart] = ["a", b"b", Blob(["c"])]
blob = Blob(parts, bag)
assert (blob.size, blob.type) == (3, "text/plain")


# --- blob-text: accept
async def main() -> None:
    assert await Blob(["hi"]).slice(1).text() == "i"


# --- blob-of-keywords-alone: accept
assert Blob(type="text/plain").type == "text/plain"

# --- blob-slice-of-text: refuse
Blob(["abc"]).slice("one")  # wrong

# --- blob-slice-of-none: accept
assert Blob(["abc"]).slice(0, 2).size == 2

# --- blob-of-the-keys-of-a-dict: accept
assert Blob({"a": 1}).size == 1

# --- file: accept
from background_fetch import FilePropertyBag

bag: FilePropertyBag = {"type": "text/plain", "lastModified": 5}
file = File(["hi"], "a.txt", bag)
assert (file.name, file.lastModified, file.size) == ("a.txt", 5, 2)
assert isinstance(file, Blob)


# --- blob-is-no-file: refuse
def name_of(file: File) -> str:
    return file.name


name_of(Blob(["hi"]))  # wrong

# --- form: accept
form = FormData()
form.append("a", "1")
form.append("f", Blob(["hi"]), "a.txt")
assert form.has("a")
assert form.getAll("a") == ["1"]

# --- form-entry: accept
from background_fetch import FormDataEntryValue

form = FormData()
form.append("f", Blob(["hi"]), "a.txt")
entry: FormDataEntryValue | None = form.get("f")
assert isinstance(entry, File)
assert entry.name == "a.txt"

# --- form-file-name-for-text: refuse
FormData().append("a", "1", "a.txt")  # wrong

# --- form-entry-unchecked: refuse
form = FormData()
form.append("f", Blob(["hi"]))
form.get("f").upper()  # wrong

# --- parameters: accept
parameters = URLSearchParams("a=1&b=2")
assert parameters.get("a") == "1"
assert parameters.size == 2
assert str(parameters) == "a=1&b=2"

# --- parameters-of-a-dict: accept
assert str(URLSearchParams({"a": "1"})) == "a=1"

# --- parameters-of-numbers: refuse
URLSearchParams({"a": 1})  # wrong

# --- parameters-sort: accept
parameters = URLSearchParams([("b", "1"), ("a", "2")])
parameters.sort()
assert list(parameters) == [("a", "2"), ("b", "1")]

# --- body-init: accept
from background_fetch import BodyInit, BufferSource, XMLHttpRequestBodyInit

buffer: BufferSource = b"hi"
bodies: list[XMLHttpRequestBodyInit] = ["hi", buffer, Blob(["hi"])]


async def main() -> None:
    for body in bodies:
        init: BodyInit = body
        assert await Response(init).text() == "hi"


# --- view-of-a-buffer: accept
from background_fetch import ArrayBufferView

view: ArrayBufferView = memoryview(b"hi")


async def main() -> None:
    assert await Response(view).text() == "hi"


# --- isinstance-of-a-response: accept
assert isinstance(Response(""), Response)


# --- snake-case: refuse
async def main() -> None:
    await Response("").array_buffer()  # wrong


# --- address: accept
from background_fetch import URL

url = URL("/a?b=1#c", "https://site.example/")
assert (url.href, url.pathname, url.searchParams.get("b")) == ("https://site.example/a?b=1#c", "/a", "1")
url.hash = ""
assert str(url) == "https://site.example/a?b=1"

# --- address-that-can-be-parsed: accept
from background_fetch import URL

assert URL.canParse("https://site.example/")
assert URL.parse("nothing") is None

# --- address-unchecked: refuse
from background_fetch import URL

URL.parse("nothing").href  # wrong

# --- address-without-anything: refuse
from background_fetch import URL

URL()  # wrong

# --- address-of-a-number: refuse
from background_fetch import URL

URL(3)  # wrong

# --- address-origin-set: refuse
from background_fetch import URL

URL("https://site.example/").origin = "https://elsewhere.example"  # wrong
