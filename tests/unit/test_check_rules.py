"""Check: the borders of rules, beyond the one failing fixture that each has in tests/invalid."""

from __future__ import annotations

from pathlib import Path

import pytest
from idlwright.check import check
from idlwright.check.name_rules import python_name as checked_name
from idlwright.check.table import CHECKS
from idlwright.diagnostics import Severity
from idlwright.diagnostics.rules import RULES
from idlwright.driver import judge
from idlwright.link import link
from idlwright.load import load
from idlwright.lower.names import python_name
from idlwright.model.api import Api
from idlwright.model.definitions import Interface
from idlwright.parse import parse
from idlwright.project import Project

from tests.stopwatch import timed

HEAD = """\
specification: example
title: Example
url: https://example.org/
---
spec: example
enum: Kind
values: [bakery, butcher]
---
dictionary: Empty
---
dictionary: Options
members: [{field: title, type: DOMString}]
---
dictionary: Needy
members: [{field: title, type: DOMString, required: true}]
---
interface: House
exposed: "*"
---
interface: Shop
exposed: "*"
inherits: House
---
interface: Tree
exposed: "*"
---
callback: Function
---
callback interface: Listener
members: [{operation: hear}]
---
external: Outside
reason: It is outside.
---
typedef: Handler
type: Function?
---
"""


def broken(folder: Path, text: str) -> set[str]:
    (folder / "input.yaml").write_text(HEAD + text, encoding="utf-8")
    project = Project(root=folder, schema="input.yaml", examples=frozenset({"known"}))
    found = {finding.rule for finding in judge(folder, project).findings}
    return found - {"missing-summary", "unused-external"}


def arguments(*items: str) -> str:
    return "interface: Test\nexposed: [Window]\nmembers:\n  - operation: run\n    arguments:\n" + "".join(
        f"      - {item}\n" for item in items
    )


def member(item: str) -> str:
    return f"interface: Test\nexposed: [Window]\nmembers:\n  - {item}\n"


@pytest.mark.parametrize(
    "type_",
    [
        "(DOMString or unsigned long or boolean or bigint or symbol)",
        "(DOMString or sequence<DOMString>)",
        "(Options or sequence<Options> or DOMString)",
        "(Shop or Tree or Outside)",
        "(Shop or Options)",
        "(Shop or Listener)",
        "(Function or Shop)",
        "(Function or Options)",
        "(ArrayBuffer or DataView or Shop)",
        "(object or DOMString)",
        "(Kind or double)",
        "((Shop or DOMString) or (Tree or boolean))",
        "(DOMString or undefined)",
        "(sequence<sequence<DOMString>> or record<DOMString, DOMString>)",
    ],
)
def test_unions_that_can_be_told_apart(type_: str, tmp_path: Path) -> None:
    assert set() == broken(tmp_path, f'typedef: Test\ntype: "{type_}"\n')


@pytest.mark.parametrize(
    "type_",
    [
        "(DOMString or Kind)",
        "(long or double)",
        "(Shop or House)",
        "(Shop or Shop)",
        "(object or Shop)",
        "(object or sequence<any>)",
        "(Options or record<DOMString, any>)",
        "(Options or Listener)",
        "(sequence<any> or FrozenArray<any>)",
        "(Options or undefined)",
        "(Shop? or Options)",
        "(Shop? or Tree?)",
        "((Shop or DOMString) or Kind)",
        "(Outside or Outside)",
        "(Handler or Options)",
    ],
)
def test_unions_that_can_not_be_told_apart(type_: str, tmp_path: Path) -> None:
    assert {"union-members"} == broken(tmp_path, f'typedef: Test\ntype: "{type_}"\n')


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("octet", "255"),
        ("byte", "-128"),
        ("unsigned long long", "18446744073709551615"),
        ("long", "0x7fffffff"),
        ("bigint", "99999999999999999999"),
        ("float", "1"),
        ("double", "1.5"),
        ("unrestricted float", "Infinity"),
        ("boolean", "true"),
        ("any", "null"),
        ("any", "undefined"),
        ("any", '"x"'),
        ("Kind", '"bakery"'),
        ("Kind?", "null"),
        ("Handler", "null"),
        ("(DOMString or Shop?)", "null"),
        ("(Kind or boolean)", '"butcher"'),
        ("(undefined or boolean)", "undefined"),
        ("sequence<DOMString>", "[]"),
        ("(sequence<DOMString> or boolean)", "[]"),
        ("Options", "{}"),
        ("(boolean or Options)", "{}"),
        ("Outside", '"x"'),
        ("[Clamp] octet", "0"),
    ],
)
def test_defaults_that_fit(type_: str, value: str, tmp_path: Path) -> None:
    item = f'{{name: a, type: "{type_}", optional: true, default: {value}}}'
    assert set() == broken(tmp_path, arguments(item))


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("octet", "256"),
        ("octet", "-1"),
        ("byte", "128"),
        ("long", "1.5"),
        ("long", "true"),
        ("float", "Infinity"),
        ("double", "NaN"),
        ("boolean", "0"),
        ("DOMString", "null"),
        ("DOMString", "1"),
        ("Kind", '"Bakery"'),
        ("Kind", '""'),
        ("Shop", "null"),
        ("Shop", '"x"'),
        ("Function", "null"),
        ("sequence<DOMString>", "{}"),
        ("Options", "[]"),
        ("DOMString", "undefined"),
    ],
)
def test_defaults_that_do_not_fit(type_: str, value: str, tmp_path: Path) -> None:
    item = f'{{name: a, type: "{type_}", optional: true, default: {value}}}'
    assert "default-value" in broken(tmp_path, arguments(item))


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (["{name: a, type: Options, optional: true, default: {}}"], set()),
        (["{name: a, type: Options, optional: true}"], {"dict-arg-default"}),
        (["{name: a, type: Options}"], {"dict-arg-default"}),
        (["{name: a, type: (Options or boolean), optional: true}"], {"dict-arg-default"}),
        (["{name: a, type: Options}", "{name: b, type: DOMString}"], set()),
        (["{name: a, type: Options}", "{name: b, type: DOMString, optional: true}"], {"dict-arg-default"}),
        (["{name: a, type: Needy}"], set()),
        (["{name: a, type: Needy, optional: true}"], set()),
        (["{name: a, type: Options, variadic: true}"], set()),
        (["{name: a, type: Options?, optional: true, default: null}"], {"nullable-dict-arg"}),
    ],
)
def test_dictionaries_as_arguments(items: list[str], expected: set[str], tmp_path: Path) -> None:
    assert expected == broken(tmp_path, arguments(*items))


@pytest.mark.parametrize(
    ("overloads", "expected"),
    [
        (["any, Shop", "any, boolean"], set()),
        (["any, Shop", "boolean, boolean"], {"ambiguous-overload"}),
        (["Shop", "Tree", "DOMString"], set()),
        (["Shop", "House"], {"ambiguous-overload"}),
        (["", "DOMString"], set()),
        (["", ""], {"ambiguous-overload"}),
        (["DOMString...", "DOMString, DOMString"], {"ambiguous-overload"}),
        (["DOMString...", "DOMString, boolean"], set()),
        (["DOMString...", "DOMString, Shop"], set()),
        (["DOMString", "DOMString, boolean?"], {"ambiguous-overload"}),
        (["DOMString, boolean?", "boolean"], set()),
        (["DOMString...", "boolean, DOMString..."], set()),
        (["DOMString...", "DOMString, boolean, DOMString..."], set()),
        (["DOMString...", "DOMString, boolean?, DOMString..."], {"ambiguous-overload"}),
        (["DOMString...", "DOMString, DOMString, boolean..."], {"ambiguous-overload"}),
        (["DOMString...", "DOMString, DOMString, boolean, boolean..."], set()),
        (["DOMString...", "Needy"], set()),
        (["DOMString...", "boolean?"], {"ambiguous-overload"}),
        (["Shop, Shop", "Shop, DOMString", "DOMString"], set()),
        (["Shop, Shop", "Shop, DOMString", "DOMString..."], {"ambiguous-overload"}),
        (["Shop, Shop", "Shop, DOMString", "DOMString, Shop?"], {"ambiguous-overload"}),
        (["Shop, Shop", "Shop, DOMString", "DOMString, Shop, Shop"], set()),
        (["Shop, Shop", "Shop, DOMString", "Shop, boolean...", "Shop, Shop, DOMString"], set()),
        (["DOMString, Shop", "DOMString, boolean", "Shop, Shop, Shop", "boolean, Shop, Shop"], set()),
    ],
)
def test_overloads(overloads: list[str], expected: set[str], tmp_path: Path) -> None:
    text = "interface: Test\nexposed: [Window]\nmembers:\n"
    for overload in overloads:
        items = []
        for number, type_ in enumerate(filter(None, overload.split(", "))):
            how = ", optional: true" if type_.endswith("?") else ", variadic: true" if type_.endswith("...") else ""
            items.append(f"{{name: a{number}, type: {type_.rstrip('.?')}{how}}}")
        text += f"  - {{operation: run, arguments: [{', '.join(items)}]}}\n"
    assert expected == broken(tmp_path, text)


def test_overloads_that_are_told_apart_at_several_places_say_which(tmp_path: Path) -> None:
    text = (
        "interface: Test\nexposed: [Window]\nmembers:\n"
        "  - {operation: run, arguments: [{name: a, type: Shop}, {name: b, type: Shop}]}\n"
        "  - {operation: run, arguments: [{name: a, type: Shop}, {name: b, type: DOMString}]}\n"
        "  - {operation: run, arguments: [{name: a, type: DOMString, variadic: true}]}\n"
    )
    (tmp_path / "input.yaml").write_text(HEAD + text, encoding="utf-8")
    found = judge(tmp_path, Project(root=tmp_path, schema="input.yaml")).findings
    (message,) = (each.message for each in found if each.rule == "ambiguous-overload")
    assert message == (
        "of the overloads of 'run' that take 2 arguments, some are told apart at argument 1 and others at 2; "
        "it must be one place for all"
    )


def test_many_events_with_handlers_cost_no_more_than_their_number(tmp_path: Path) -> None:
    many = range(8000)
    text = (
        "interface: Test\nexposed: [Window]\nmembers:\n"
        + "".join(f"  - {{attribute: on{each}, type: Handler}}\n" for each in many)
        + "events:\n"
        + "".join(f"  - {{event: e{each}, interface: House, fired: Now., handler: on{each}}}\n" for each in many)
    )
    (tmp_path / "input.yaml").write_text(HEAD + text, encoding="utf-8")
    project = Project(root=tmp_path, schema="input.yaml")
    schema, _ = parse(load(tmp_path, project.schema).documents)
    (api, findings), linking = timed(lambda: link(schema))
    found, checking = timed(lambda: check(api, project))
    assert not [each for each in (*findings, *found) if each.severity is Severity.ERROR]
    assert linking < 0.8
    assert checking < 0.8


def test_a_static_operation_is_no_overload_of_an_instances_one(tmp_path: Path) -> None:
    text = member("{operation: json}") + "  - {operation: json, static: true}\n"
    assert set() == broken(tmp_path, text)


def test_overloads_of_mixins_count(tmp_path: Path) -> None:
    text = "mixin: Named\nmembers: [{operation: run}]\n---\n" + member("{operation: run}").replace(
        "members", "includes: [Named]\nmembers"
    )
    assert {"ambiguous-overload"} == broken(tmp_path, text)


@pytest.mark.parametrize("type_", ["sequence<any>", "Options", "record<DOMString, any>", "(Options or boolean)"])
def test_attributes_are_no_copies(type_: str, tmp_path: Path) -> None:
    assert "attribute-type" in broken(tmp_path, member(f'{{attribute: a, type: "{type_}"}}'))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("class", set()), ("class_", set()), ("new", {"reserved-member"}), ("__x", {"invalid-name"})],
)
def test_names_of_members(name: str, expected: set[str], tmp_path: Path) -> None:
    assert expected == broken(tmp_path, member(f"{{attribute: {name}, type: any}}"))


@pytest.mark.parametrize("name", ["None", "object", "Promise", "DOMString", "ShopImpl", "Awaitable", "class"])
def test_names_that_definitions_can_not_have(name: str, tmp_path: Path) -> None:
    assert {"reserved-definition"} == broken(tmp_path, f"dictionary: {name}\n")


@pytest.mark.parametrize("name", ["ShopsImpl", "Impl", "Objects", "match", "print"])
def test_names_that_definitions_can_have(name: str, tmp_path: Path) -> None:
    assert set() == broken(tmp_path, f"dictionary: {name}\n")


def test_fields_of_parents_clash_too(tmp_path: Path) -> None:
    text = """\
dictionary: One
members: [{field: from, type: any}]
---
dictionary: Two
inherits: One
members: [{field: from_, type: any}]
"""
    assert {"python-name-clash"} == broken(tmp_path, text)


@pytest.mark.parametrize(
    ("parent", "child", "expected"),
    [
        ('"*"', "[Window]", set()),
        ("[Window]", '"*"', {"parent-exposure"}),
        ("[Worker]", "[ServiceWorker]", set()),
        ("[ServiceWorker]", "[Worker]", {"parent-exposure"}),
        ("[DedicatedWorker, SharedWorker, ServiceWorker]", "[Worker]", set()),
        ("[Window, Worker]", "[Window, AudioWorklet]", {"parent-exposure"}),
    ],
)
def test_exposure_of_parents(parent: str, child: str, expected: set[str], tmp_path: Path) -> None:
    text = f"interface: One\nexposed: {parent}\n---\ninterface: Two\nexposed: {child}\ninherits: One\n"
    assert expected == broken(tmp_path, text)


def test_a_global_of_the_schema_is_known(tmp_path: Path) -> None:
    text = """\
interface: MarsGlobalScope
exposed: [Mars]
extended_attributes: ["Global=(Planet,Mars)"]
---
interface: Rover
exposed: [Planet]
"""
    assert set() == broken(tmp_path, text)


def test_advice_is_asked_for_once(tmp_path: Path) -> None:
    text = member("{attribute: a, type: any}").replace("members", "status: {deprecated: true}\nmembers")
    (tmp_path / "input.yaml").write_text(HEAD + text, encoding="utf-8")
    findings = judge(tmp_path, Project(root=tmp_path, schema="input.yaml")).findings
    assert [found.path for found in findings if found.rule == "deprecated-advice"] == [("interface Test",)]


def test_a_known_example_is_no_finding(tmp_path: Path) -> None:
    text = member("{attribute: a, type: any, examples: [known]}")
    assert set() == broken(tmp_path, text)
    assert {"unknown-example"} == broken(tmp_path, text.replace("known", "unknown"))


def test_python_names_are_those_of_lower() -> None:
    names = ["from", "class", "match", "type", "_", "None", "async", "download"]
    assert [python_name(name) for name in names] == [checked_name(name) for name in names]


def test_every_check_is_a_rule_and_has_its_place() -> None:
    ids = [each.rule for each in CHECKS]
    assert sorted(set(ids)) == ids
    assert [rule for rule in ids if rule not in RULES] == []


def test_what_stands_nowhere_can_be_judged(tmp_path: Path) -> None:
    made = Interface(name="Made", spec="x")
    found = check(Api(specifications=(), definitions=(made,), by_name={"Made": made}), Project(root=tmp_path))
    assert [(each.rule, each.severity) for each in found] == [
        ("missing-exposed", Severity.ERROR),
        ("missing-summary", Severity.WARNING),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("namespace: tools\nexposed: [Window]\nmembers:\n  - {operation: run, static: true}\n", "namespace-member"),
        (
            (
                "namespace: tools\nexposed: [Window]\nmembers:\n"
                "  - {attribute: a, type: any, readonly: true, static: true}\n"
            ),
            "namespace-member",
        ),
        (
            (
                "namespace: tools\nexposed: [Window]\nmembers:\n"
                "  - {operation: a, special: getter, returns: any, arguments: [{name: x, type: DOMString}]}\n"
            ),
            "namespace-member",
        ),
        ("mixin: Test\nmembers:\n  - {attribute: a, type: any, inherit: true}\n", "mixin-member"),
        (
            (
                "mixin: Test\nmembers:\n"
                "  - {operation: a, special: getter, returns: any, arguments: [{name: x, type: DOMString}]}\n"
            ),
            "mixin-member",
        ),
        ("typedef: Anything\ntype: any\n---\n" + member("{attribute: a, type: Anything?}"), "nullable-type"),
        (member("{attribute: a, type: any, exposed: [Mars]}"), "unknown-global"),
        (
            member("{operation: a, arguments: [{name: x, type: boolean, extended_attributes: [Clmp]}]}"),
            "unknown-extended-attribute",
        ),
        (member("{attribute: a, type: '[Clmp] octet'}"), "unknown-extended-attribute"),
        (member("{constructor: , arguments: [{name: x, type: undefined}]}"), "undefined-type"),
        (member("{maplike: DOMString, key: DOMString}") + "  - {attribute: size, type: any}\n", "collection-member"),
        (
            "override: Shop\ntype: (DOMString or Kind)\nreason: No reason.\n".replace("Shop", "Options.title"),
            "union-members",
        ),
    ],
)
def test_further_ways_to_break_a_rule(text: str, expected: str, tmp_path: Path) -> None:
    assert expected in broken(tmp_path, text)


def test_an_attribute_of_an_ancestor_may_be_made_settable(tmp_path: Path) -> None:
    text = """\
mixin: Named
members: [{attribute: name, type: any, readonly: true}]
---
interface: One
exposed: "*"
includes: [Named]
---
interface: Two
exposed: "*"
inherits: One
---
interface: Three
exposed: "*"
inherits: Two
members: [{attribute: name, type: any, inherit: true}]
"""
    assert set() == broken(tmp_path, text)
