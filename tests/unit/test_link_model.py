"""Link: what definitions, partials, mixins and docs become in the model."""

from __future__ import annotations

from pathlib import Path

import pytest
from idlwright.driver import judge
from idlwright.link import link
from idlwright.model.api import Api
from idlwright.model.definitions import Dictionary, External, Interface
from idlwright.model.docs import Status, Support
from idlwright.model.members import Attribute, Literal, LiteralKind, Operation, Origin
from idlwright.model.query import member_name, members_of
from idlwright.model.types import Generic, Kind, Nullable, Primitive, Reference, String, Union
from idlwright.project import Project
from idlwright.syntax import Schema

SHOP = """\
specification: shops
title: Shops
url: https://example.org/shops/#top
---
specification: streets
title: Streets
url: https://example.org/streets/
---
spec: shops
interface: Shop
exposed: [Window, Worker]
inherits: House
includes: [Named]
summary: A place to buy things.
description: [First.]
link: "#shop"
status: {experimental: true}
support: {chrome: 74}
extended_attributes: [SecureContext]
examples: [buying]
members:
  - {attribute: open, type: boolean, readonly: true, status: {deprecated: true, advice: Look.}, support: {firefox: 9}}
---
spec: streets
interface: Shop
partial: true
exposed: [Window]
summary: Also a part of a street.
link: "#shops"
support: {safari: 12}
extended_attributes: [NewObject]
includes: [Numbered]
examples: [walking]
members:
  - {attribute: side, type: Side?, readonly: true, extended_attributes: [NewObject]}
  - {attribute: street, type: "Promise<(Street or DOMString)>", readonly: true, link: "https://example.org/x"}
---
spec: shops
interface: Shop
partial: true
members:
  - {operation: close, arguments: [{name: how, type: Side, optional: true, default: "left"}]}
---
spec: streets
interface: Shop
partial: true
members:
  - {const: DOORS, type: octet, value: 0x10}
---
mixin: Named
members:
  - {attribute: name, type: DOMString, readonly: true}
---
mixin: Numbered
---
interface: House
exposed: "*"
---
enum: Side
values: [left, right]
---
external: Street
reason: It is outside.
spelling: {cpython: Never}
---
defect: dark
spec: streets
link: "#lamps"
found: No lamps.
decision: We use [[Shop.open]].
reason: It is dark.
affects: [Shop.name, Shop]
---
override: Shop.close(how)
type: DOMString
reason: It is longer.
"""


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Api:
    root = tmp_path_factory.mktemp("link")
    (root / "input.yaml").write_text(SHOP, encoding="utf-8")
    judged = judge(root, Project(root=root, schema="input.yaml", examples=frozenset({"buying", "walking"})))
    assert judged.api is not None, [found.message for found in judged.findings]
    return judged.api


def shop(api: Api) -> Interface:
    found = api.by_name["Shop"]
    assert isinstance(found, Interface)
    return found


def test_everything_is_sorted_and_found_by_name(api: Api) -> None:
    assert [each.name for each in api.definitions] == ["House", "Named", "Numbered", "Shop", "Side", "Street"]
    assert {each.name: each for each in api.definitions} == dict(api.by_name)
    assert [each.id for each in api.specifications] == ["shops", "streets"]


def test_partials_come_behind_the_main_definition_in_the_order_of_the_file(api: Api) -> None:
    names = [getattr(member, "name", "") for member in shop(api).members]
    assert names == ["open", "side", "street", "close", "DOORS"]
    assert shop(api).spec == "shops"


def test_origin_counts_partials_by_specification(api: Api) -> None:
    expected = [
        Origin(spec="shops"),
        Origin(spec="streets", partial=0),
        Origin(spec="streets", partial=0),
        Origin(spec="shops", partial=0),
        Origin(spec="streets", partial=1),
    ]
    assert expected == [member.origin for member in shop(api).members]


def test_parents_and_mixins_are_names(api: Api) -> None:
    assert (shop(api).inherits, shop(api).includes) == ("House", ("Named", "Numbered"))


def test_words_of_a_partial_are_kept(api: Api) -> None:
    docs = shop(api).docs
    assert (docs.summary, docs.description) == ("A place to buy things.", ("First.", "Also a part of a street."))
    assert docs.examples == ("buying", "walking")


def test_links_are_absolute(api: Api) -> None:
    assert shop(api).docs.link == "https://example.org/shops/#shop"
    links = [member.docs.link for member in shop(api).members]
    streets = "https://example.org/streets/#shops"
    assert ["", streets, "https://example.org/x", "", ""] == links
    assert api.defects[0].link == "https://example.org/streets/#lamps"


def test_members_inherit_status_and_support_that_they_do_not_say(api: Api) -> None:
    own, of_partial, *_, last = shop(api).members
    assert (Status(deprecated=True, advice="Look."), (Support(browser="firefox", version="9"),)) == (
        own.docs.status,
        own.docs.support,
    )
    assert Status(experimental=True) == of_partial.docs.status
    assert (Support(browser="safari", version="12"),) == of_partial.docs.support
    assert (Support(browser="chrome", version="74"),) == last.docs.support


def test_what_a_partial_is_marked_with_goes_to_its_members(api: Api) -> None:
    own, of_partial, *_, last = shop(api).members
    assert [attribute.name for attribute in shop(api).attributes] == ["SecureContext"]
    assert [attribute.name for attribute in of_partial.attributes] == ["NewObject"]
    assert (own.exposed, of_partial.exposed, last.exposed) == (None, ("Window",), None)
    assert own.attributes == ()


def test_types_are_resolved(api: Api) -> None:
    side, street, close = (shop(api).members[number] for number in (1, 2, 3))
    assert isinstance(side, Attribute)
    assert Nullable(Reference("Side", Kind.ENUM)) == side.type
    assert isinstance(street, Attribute)
    assert Generic("Promise", Union((Reference("Street", Kind.EXTERNAL), String("DOMString")))) == street.type
    assert isinstance(close, Operation)
    assert Primitive("undefined") == close.result
    assert Literal(kind=LiteralKind.STRING, value="left", text='"left"') == close.arguments[0].default


def test_externals_and_policy_are_kept(api: Api) -> None:
    street = api.by_name["Street"]
    assert isinstance(street, External)
    assert street.spelling == (("cpython", "Never"),)
    assert [("Shop.close(how)", String("DOMString"))] == [(each.path, each.type) for each in api.overrides]
    assert api.defects[0].affects == ("Shop.name", "Shop")


def test_nothing_makes_an_empty_model() -> None:
    assert (Api(specifications=(), definitions=()), ()) == link(Schema())


def test_order_of_definitions_does_not_matter(api: Api, tmp_path: Path) -> None:
    head, *documents = SHOP.split("---\nspec: shops\ninterface: Shop\nexposed")
    definitions = ("spec: shops\ninterface: Shop\nexposed" + documents[0]).split("---\n")
    moved = [each if each.startswith("spec") else f"spec: streets\n{each}" for each in definitions]
    moved = [each for each in moved if "override" not in each and "defect" not in each]
    (tmp_path / "input.yaml").write_text(head + "---\n" + "---\n".join(moved[4:] + moved[:4]), encoding="utf-8")
    project = Project(root=tmp_path, schema="input.yaml", examples=frozenset({"buying", "walking"}))
    judged = judge(tmp_path, project)
    assert judged.api is not None
    assert [each.name for each in api.definitions] == [each.name for each in judged.api.definitions]
    assert shop(api) == shop(judged.api)


def test_dictionaries_have_partials_too(tmp_path: Path) -> None:
    (tmp_path / "input.yaml").write_text(
        "specification: a\ntitle: A\nurl: https://example.org/\n---\nspec: a\ndictionary: D\nmembers:\n"
        "  - {field: one, type: any}\n---\ndictionary: D\npartial: true\nmembers:\n  - {field: two, type: any}\n",
        encoding="utf-8",
    )
    judged = judge(tmp_path, Project(root=tmp_path, schema="input.yaml"))
    assert judged.api is not None
    found = judged.api.by_name["D"]
    assert isinstance(found, Dictionary)
    assert [(field.name, field.origin.partial) for field in found.members] == [("one", None), ("two", 0)]


def test_members_of_a_mixin_are_exposed_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema/a.yaml").write_text(
        "specification: a\ntitle: A\nurl: https://example.org/\n---\n"
        "spec: a\ninterface: Shop\nexposed: '*'\nincludes: [Sold]\nsummary: A shop.\nlink: '#s'\n---\n"
        "spec: a\nmixin: Sold\nexposed: [Window, Worker]\nsummary: Sold.\nlink: '#m'\nmembers:\n"
        "  - {attribute: price, type: long, summary: Price., link: '#p'}\n"
        "  - {attribute: shelf, type: long, exposed: [Worker], summary: Shelf., link: '#f'}\n",
        encoding="utf-8",
    )
    api = judge(tmp_path, Project(root=tmp_path)).api
    assert api is not None
    shop = api.by_name["Shop"]
    assert isinstance(shop, Interface)
    exposed = {member_name(member): member.exposed for member, _ in members_of(api, shop)}
    assert exposed == {"price": ("Window", "Worker"), "shelf": ("Worker",)}
