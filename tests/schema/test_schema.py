"""The flagship schema: no findings, documented in full, every fact with its link."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from idlwright.check import check
from idlwright.diagnostics import Diagnostic
from idlwright.link import link
from idlwright.load import load, load_project
from idlwright.model.api import Api
from idlwright.model.definitions import (
    CallbackInterface,
    Definition,
    Dictionary,
    Enumeration,
    External,
    Interface,
    Mixin,
    Namespace,
)
from idlwright.model.members import Constructor, Member, Operation
from idlwright.model.query import is_further_name, member_name, members_of
from idlwright.model.types import Generic, Primitive
from idlwright.parse import parse

ROOT = Path(__file__).parents[2]
DESCRIBED = {
    "background-fetch": """
        BackgroundFetchEvent BackgroundFetchEventInit BackgroundFetchFailureReason BackgroundFetchManager
        BackgroundFetchOptions BackgroundFetchRecord BackgroundFetchRegistration BackgroundFetchResult
        BackgroundFetchUIOptions BackgroundFetchUpdateUIEvent
    """,
    "dom": """
        AbortController AbortSignal AddEventListenerOptions CustomEvent CustomEventInit Event EventInit
        EventListener EventListenerOptions EventTarget
    """,
    "fetch": """
        Body BodyInit Headers HeadersInit Request RequestCache RequestCredentials RequestDestination RequestDuplex
        RequestInfo RequestInit RequestMode RequestPriority RequestRedirect Response ResponseInit ResponseType
        XMLHttpRequestBodyInit
    """,
    "file-api": "Blob BlobPart BlobPropertyBag EndingType File FilePropertyBag",
    "hr-time": "DOMHighResTimeStamp Performance",
    "html": """
        AbstractWorker ColorSpaceConversion DocumentVisibilityState EventHandler EventHandlerNonNull ImageBitmap
        ImageBitmapOptions ImageBitmapSource ImageOrientation MessageChannel MessageEvent MessageEventInit
        MessageEventSource MessageEventTarget MessagePort NavigatorConcurrentHardware NavigatorID NavigatorLanguage
        NavigatorOnLine OnErrorEventHandler OnErrorEventHandlerNonNull PremultiplyAlpha ResizeQuality
        StructuredSerializeOptions TimerHandler WindowOrWorkerGlobalScope WorkerGlobalScope WorkerLocation
        WorkerNavigator WorkerType
    """,
    "image-resource": "ImageResource",
    "permissions": "PermissionDescriptor PermissionState PermissionStatus Permissions",
    "referrer-policy": "ReferrerPolicy",
    "service-workers": """
        Cache CacheQueryOptions CacheStorage Client ClientQueryOptions ClientType Clients ExtendableEvent
        ExtendableEventInit ExtendableMessageEvent ExtendableMessageEventInit FetchEvent FetchEventInit FrameType
        InstallEvent MultiCacheQueryOptions NavigationPreloadManager NavigationPreloadState RegistrationOptions
        RouterCondition RouterRule RouterSource RouterSourceDict RouterSourceEnum RunningStatus ServiceWorker
        ServiceWorkerContainer ServiceWorkerGlobalScope ServiceWorkerRegistration ServiceWorkerState
        ServiceWorkerUpdateViaCache WindowClient
    """,
    "storage": "NavigatorStorage StorageEstimate StorageManager",
    "streams": """
        QueuingStrategy QueuingStrategySize ReadableStream ReadableStreamBYOBReader
        ReadableStreamBYOBReaderReadOptions ReadableStreamDefaultReader ReadableStreamGenericReader
        ReadableStreamGetReaderOptions ReadableStreamIteratorOptions ReadableStreamReadResult ReadableStreamReader
        ReadableStreamReaderMode ReadableWritablePair StreamPipeOptions WritableStream WritableStreamDefaultWriter
    """,
    "trusted-types": "TrustedScript TrustedScriptURL",
    "url": "URL URLSearchParams",
    "urlpattern": """
        URLPattern URLPatternCompatible URLPatternComponentResult URLPatternInit URLPatternInput URLPatternOptions
        URLPatternResult
    """,
    "webidl": """
        ArrayBufferView BufferSource DOMException Function QuotaExceededError QuotaExceededErrorOptions VoidFunction
    """,
    "xhr": "FormData FormDataEntryValue ProgressEvent ProgressEventInit",
}
"""What a service worker meets around background fetches, by the specification that defines it."""

UNDEFINED = Primitive(name="undefined")
NOTHING = (UNDEFINED, Generic(name="Promise", item=UNDEFINED))


@pytest.fixture(scope="module")
def judged() -> tuple[Api, tuple[Diagnostic, ...]]:
    """The schema alone: the site's navigation is judged elsewhere."""
    project, _ = load_project(ROOT)
    loaded = load(ROOT, project.schema)
    schema, parsed = parse(loaded.documents)
    api, linked = link(schema)
    return api, (*loaded.findings, *parsed, *linked, *check(api, project))


@pytest.fixture(scope="module")
def api(judged: tuple[Api, tuple[Diagnostic, ...]]) -> Api:
    return judged[0]


def members(definition: Definition) -> tuple[Member, ...]:
    match definition:
        case Interface() | Mixin() | Namespace() | Dictionary() | CallbackInterface():
            return definition.members
        case _:
            return ()


def documented(api: Api) -> Iterator[tuple[str, Definition, Member | None]]:
    """Every definition and member by path; externals have a reason in place of documentation."""
    for definition in api.definitions:
        if isinstance(definition, External) or is_further_name(api, definition):
            continue
        yield definition.name, definition, None
        for member in members(definition):
            yield f"{definition.name}.{member_name(member)}", definition, member


def is_slice(definition: Definition) -> bool:
    return isinstance(definition, Interface) and definition.slice


def gives_something(operation: Operation) -> bool:
    return operation.result not in NOTHING and operation.special is None


def names(api: Api, interface: str) -> set[str]:
    found = api.by_name[interface]
    assert isinstance(found, Interface)
    return {member_name(member) for member, _ in members_of(api, found)}


def test_has_no_findings(judged: tuple[Api, tuple[Diagnostic, ...]]) -> None:
    assert judged[1] == ()


def test_defines_all_that_a_service_worker_meets(api: Api) -> None:
    expected = {(spec, name) for spec, names in DESCRIBED.items() for name in names.split()}
    assert len(expected) == 155
    inside = {each.name for each in api.definitions if isinstance(each, External) or is_slice(each)}
    inside |= {each.name for each in api.definitions if is_further_name(api, each)}
    assert expected == {(each.spec, each.name) for each in api.definitions if each.name not in inside}


def test_slices_are_of_what_a_page_needs(api: Api) -> None:
    assert [each.name for each in api.definitions if is_slice(each)] == ["Navigator", "Window"]
    assert {"window", "self", "navigator", "fetch", "caches"} <= names(api, "Window")
    assert {"serviceWorker", "permissions", "storage", "onLine"} <= names(api, "Navigator")


def test_everything_has_a_summary_and_a_link(api: Api) -> None:
    bare = [
        path
        for path, definition, member in documented(api)
        if not (member or definition).docs.summary or not (member or definition).docs.link.startswith("https://")
    ]
    assert bare == []


def test_every_argument_and_enum_value_has_a_summary(api: Api) -> None:
    bare = [
        f"{path}({argument.name})"
        for path, _, member in documented(api)
        if isinstance(member, Operation | Constructor)
        for argument in member.arguments
        if not argument.summary
    ]
    bare += [
        f"{definition.name}: {value.value!r}"
        for definition in api.definitions
        if isinstance(definition, Enumeration)
        for value in definition.values
        if not value.summary
    ]
    assert bare == []


def test_every_interface_is_described_and_every_result_has_a_summary(api: Api) -> None:
    bare = [
        path
        for path, definition, member in documented(api)
        if (member is None and isinstance(definition, Interface) and not definition.docs.description)
        or (isinstance(member, Operation) and gives_something(member) and not member.result_summary)
    ]
    assert bare == []


def test_background_fetch_says_where_it_works_and_that_it_is_experimental(api: Api) -> None:
    support = {
        path: (docs.status.experimental, {row.browser: row.version for row in docs.support})
        for path, definition, member in documented(api)
        if definition.spec == "background-fetch"
        for docs in [(member or definition).docs]
    }
    expected = (True, {"chrome": "74", "edge": "79", "firefox": False, "safari": False})
    seen = {
        path: (experimental, {name: browsers.get(name) for name in expected[1]})
        for path, (experimental, browsers) in support.items()
    }
    assert dict.fromkeys(support, expected) == seen
    assert len(support) == 10 + 25, "definitions and their members; enumeration values have no support of their own"


def test_final_events_have_their_interfaces(api: Api) -> None:
    scope = api.by_name["ServiceWorkerGlobalScope"]
    assert isinstance(scope, Interface)
    fired = {event.name: event.interface for event in scope.events if event.name.startswith("backgroundfetch")}
    assert fired == {
        "backgroundfetchsuccess": "BackgroundFetchUpdateUIEvent",
        "backgroundfetchfail": "BackgroundFetchUpdateUIEvent",
        "backgroundfetchabort": "BackgroundFetchEvent",
        "backgroundfetchclick": "BackgroundFetchEvent",
    }


def test_every_defect_is_decided(api: Api) -> None:
    assert len(api.defects) == 24, "18 faults of the text, and six things that it leaves open"
    assert [defect.id for defect in api.defects if not (defect.decision and defect.reason)] == []


def test_few_types_are_others_in_python(api: Api) -> None:
    assert [override.path for override in api.overrides] == [
        "BackgroundFetchManager.get",
        "BackgroundFetchRegistration.match",
        "ReadableStream.getReader()",
        "ReadableStream.getReader(options.mode)",
        "Window.self",
        "Window.window",
    ]
