"""Link: everything is found in one run, and nothing is found twice in other words."""

from __future__ import annotations

from pathlib import Path

import pytest
from idlwright.diagnostics import Diagnostic
from idlwright.driver import judge
from idlwright.link.cycles import added_up, cycles
from idlwright.project import Project

SPECIFICATION = "specification: example\ntitle: Example\nurl: https://example.org/\n---\nspec: example\n"


def findings(folder: Path, text: str) -> tuple[Diagnostic, ...]:
    (folder / "input.yaml").write_text(SPECIFICATION + text, encoding="utf-8")
    found = judge(folder, Project(root=folder, schema="input.yaml")).findings
    return tuple(each for each in found if each.rule != "missing-summary")


def rules(folder: Path, text: str) -> list[str]:
    return [found.rule for found in findings(folder, text)]


def test_all_definitions_are_judged(tmp_path: Path) -> None:
    text = """\
dictionary: One
inherits: Nothing
---
dictionary: Two
members:
  - {field: a, type: Missing1}
  - {field: b, type: "sequence<(Missing2 or DOMString)>"}
---
callback: Three
returns: Missing3
arguments: [{name: x, type: Missing4}]
"""
    assert ["unknown-parent", *["unknown-type"] * 4] == rules(tmp_path, text)


def test_a_missing_parent_is_one_finding(tmp_path: Path) -> None:
    text = """\
interface: Shop
exposed: [Window]
inherits: Missing
events:
  - {event: open, interface: Shop, fired: In the morning., handler: onopen}
  - {event: close, interface: Shop, fired: In the evening., handler: onclose}
---
interface: Bakery
exposed: [Window]
inherits: Shop
events:
  - {event: smell, interface: Shop, fired: At night., handler: onsmell}
"""
    assert rules(tmp_path, text) == ["unknown-parent"]


def test_a_missing_mixin_is_one_finding(tmp_path: Path) -> None:
    text = """\
interface: Shop
exposed: [Window]
includes: [Missing]
events:
  - {event: open, interface: Shop, fired: In the morning., handler: onopen}
"""
    assert rules(tmp_path, text) == ["unknown-mixin"]


def test_an_inherited_handler_is_found(tmp_path: Path) -> None:
    text = """\
callback: Handler
---
mixin: Handlers
members:
  - {attribute: onopen, type: Handler?}
---
interface: House
exposed: [Window]
includes: [Handlers]
events:
  - {event: open, interface: House, fired: In the morning., handler: onopen}
---
interface: Shop
exposed: [Window]
inherits: House
events:
  - {event: openshop, interface: House, fired: In the morning., handler: onopen}
"""
    assert rules(tmp_path, text) == []


def test_a_guess_comes_with_its_place_and_a_fix(tmp_path: Path) -> None:
    text = "dictionary: Options\n---\ndictionary: More\nmembers:\n  - {field: a, type: Option}\n"
    (found,) = findings(tmp_path, text)
    assert found.help == "did you mean 'Options'? (input.yaml:6)"
    assert found.fix is not None
    assert ("Options", found.span) == (found.fix.replacement, found.fix.span)
    assert found.path == ("dictionary More", "field a")


def test_no_guess_where_nothing_is_like_it(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, "dictionary: More\nmembers:\n  - {field: a, type: Zzyzx}\n")
    assert (found.help, found.fix) == (None, None)


def test_a_member_from_elsewhere_is_named_where_it_is_written(tmp_path: Path) -> None:
    text = """\
mixin: Named
members:
  - {attribute: name, type: DOMString, readonly: true}
---
interface: House
exposed: [Window]
includes: [Named]
members: [{operation: enter}]
---
interface: Shop
exposed: [Window]
inherits: House
summary: Like [[House.name]] and `[[House.slot]]`, not [[Shop.enter]].
link: "#shop"
---
override: House.name
type: DOMString?
reason: It may be missing.
"""
    found = findings(tmp_path, text)
    assert [each.rule for each in found] == ["dangling-reference", "unknown-path"]
    assert [each.help for each in found] == ["write 'House.enter' (input.yaml:13)", "write 'Named.name' (input.yaml:8)"]


def test_references_reach_events_and_fields(tmp_path: Path) -> None:
    text = """\
dictionary: Options
members: [{field: title, type: DOMString}]
---
interface: Shop
exposed: [Window]
summary: See [[Options.title]], [[Shop.open]], [[Shop.constructor]] and [[Shop]].
link: "#shop"
members: [{constructor: }]
events: [{event: open, interface: Shop, fired: In the morning.}]
"""
    assert rules(tmp_path, text) == []


def test_references_are_looked_up_in_all_prose(tmp_path: Path) -> None:
    text = """\
interface: Shop
exposed: [Window]
summary: See [[A]].
description: ["See [[B]]."]
link: "#shop"
members:
  - operation: open
    summary: See [[C]].
    description: See [[D]].
    returns: boolean
    returns_summary: See [[E]].
    throws: [{error: TypeError, when: "see [[F]]"}]
    arguments: [{name: door, type: Kind, summary: "See [[G]]."}]
events: [{event: open, interface: Shop, fired: "See [[H]]."}]
---
enum: Kind
values: [{value: one, summary: "See [[I]]."}]
---
external: Outside
reason: See [[J]].
---
override: Shop.open
type: Outside
reason: See [[K]].
---
defect: dark
spec: example
link: "#dark"
found: See [[L]].
decision: See [[M]].
reason: See [[N]].
"""
    found = [each.message for each in findings(tmp_path, text) if each.rule == "dangling-reference"]
    assert [f"[[{letter}]]: nothing defines '{letter}'" for letter in "ABCDEFGHIJKLMN"] == found


def test_an_argument_of_policy_is_looked_up(tmp_path: Path) -> None:
    text = """\
interface: Shop
exposed: [Window]
members: [{operation: open, arguments: [{name: door, type: DOMString}]}]
---
override: Shop.open(dor)
type: USVString
reason: It is Unicode.
"""
    (found,) = findings(tmp_path, text)
    assert (
        found.message,
        found.help,
    ) == ("'Shop.open' has no argument 'dor'", "did you mean 'Shop.open(door)'? (input.yaml:8)")


@pytest.mark.parametrize("kind", ["interface", "dictionary"])
def test_a_long_chain_of_parents_is_a_finding(kind: str, tmp_path: Path) -> None:
    exposed = "exposed: [Window]\n" if kind == "interface" else ""
    text = f"{kind}: D0\n{exposed}" + "".join(
        f"---\n{kind}: D{number}\n{exposed}inherits: D{number - 1}\n" for number in range(1, 3000)
    )
    assert rules(tmp_path, text) == ["too-many-levels"]


def test_a_long_chain_of_typedefs_is_a_finding(tmp_path: Path) -> None:
    text = "typedef: D0\ntype: any\n" + "".join(
        f"---\ntypedef: D{number}\ntype: sequence<D{number - 1}>\n" for number in range(1, 3000)
    )
    assert rules(tmp_path, text) == ["too-many-levels", "too-large-type"]


def included(mixins: int, members: int, interfaces: int) -> str:
    """Return interfaces that each include all mixins, which have as many members, half of them in a partial one."""
    texts = []
    for mixin in range(mixins):
        lines = [f"  - {{attribute: a{mixin}x{member}, type: long}}\n" for member in range(members)]
        half = len(lines) // 2
        texts.append(f"mixin: M{mixin}\nmembers:\n{''.join(lines[:half])}")
        texts.append(f"mixin: M{mixin}\npartial: true\nmembers:\n{''.join(lines[half:])}")
    named = ", ".join(f"M{mixin}" for mixin in range(mixins))
    texts += (f"interface: I{number}\nexposed: [Window]\nincludes: [{named}]\n" for number in range(interfaces))
    return "---\n".join(texts)


def test_many_members_that_are_included_are_a_finding(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, included(mixins=50, members=30, interfaces=70))
    assert found.rule == "too-many-included"
    assert found.message == "interface I66 brings the members that are included to 100500; 100000 are allowed"


def test_events_of_mixins_are_included_too(tmp_path: Path) -> None:
    events = "".join(f"  - {{event: e{number}, interface: I0, fired: Now.}}\n" for number in range(1001))
    text = f"mixin: M\nevents:\n{events}" + "".join(
        f"---\ninterface: I{number}\nexposed: [Window]\nincludes: [M]\n" for number in range(100)
    )
    assert rules(tmp_path, text) == ["too-many-included"]


def test_as_many_members_as_are_allowed_may_be_included(tmp_path: Path) -> None:
    assert rules(tmp_path, included(mixins=20, members=50, interfaces=100)) == []


def test_a_long_circle_is_a_finding(tmp_path: Path) -> None:
    text = "typedef: D0\ntype: D2999\n" + "".join(
        f"---\ntypedef: D{number}\ntype: D{number - 1}\n" for number in range(1, 3000)
    )
    (found,) = findings(tmp_path, text)
    assert found.message[:48] == "typedef D0 is made of itself: D0 → D2999 → D2998"
    assert len(found.notes) == 8


def test_optional_fields_may_go_round(tmp_path: Path) -> None:
    text = """\
dictionary: Tree
members:
  - {field: left, type: Tree}
  - {field: more, type: sequence<Tree>, required: true}
  - {field: other, type: Tree?, required: true}
"""
    assert rules(tmp_path, text) == []


def test_required_fields_go_round_through_parents_and_typedefs(tmp_path: Path) -> None:
    text = """\
dictionary: Base
members: [{field: inner, type: Alias, required: true}]
---
dictionary: Derived
inherits: Base
---
typedef: Alias
type: Derived
"""
    (found,) = findings(tmp_path, text)
    assert (
        found.rule,
        found.message,
    ) == ("dictionary-cycle", "dictionary Base needs a value of itself: Base → Derived → Base")


def test_a_partial_dictionary_may_need_a_value_of_itself(tmp_path: Path) -> None:
    text = """\
dictionary: Box
---
dictionary: Box
partial: true
members: [{field: inner, type: Box, required: true}]
"""
    assert rules(tmp_path, text) == ["dictionary-cycle"]


def test_cycles_are_the_shortest_of_each_knot() -> None:
    graph = {"a": ["b"], "b": ["c", "a"], "c": ["a"], "d": ["d"], "e": ["a", "missing"], "f": ["g"], "g": ["f"]}
    assert cycles(graph) == [("a", "b"), ("d",), ("f", "g")]


def test_numbers_add_up_along_a_graph() -> None:
    graph = {"a": ["b", "c"], "b": ["c", "c"], "c": ["missing"]}
    own = {"a": 1, "b": 1, "c": 1}
    assert added_up(graph, own, max) == {"a": 3, "b": 2, "c": 1}
    assert added_up(graph, own, sum) == {"a": 5, "b": 3, "c": 1}


CALLED = """\
dictionary: Options
members: [{field: deep, type: boolean}]
---
interface: Shop
exposed: "*"
members:
  - {operation: open, arguments: [{name: door, type: DOMString}]}
  - operation: shut
    arguments:
      - {name: options, type: Options, optional: true, default: {}}
      - {name: late, type: boolean, optional: true}
  - {operation: sell, arguments: [{name: options, type: Options, optional: true, default: {}}]}
  - {operation: buy}
  - {operation: buy, arguments: [{name: what, type: DOMString}]}
  - {attribute: name, type: DOMString}
---
override: PATH
type: boolean
reason: We say so.
"""


@pytest.mark.parametrize(
    ("path", "message", "help_"),
    [
        (
            "Shop.open()",
            "'Shop.open' can't be called without the argument 'door'",
            "did you mean 'Shop.open'? (input.yaml:12)",
        ),
        ("Shop.buy()", "'Shop.buy' is no operation with only one way to be called", None),
        ("Shop.name()", "'Shop.name' is no operation with only one way to be called", None),
        (
            "Shop.shut(options.deep)",
            "'options' is not the last argument of 'Shop.shut', whose members may be keywords",
            "did you mean 'Shop.shut(late.deep)'? (input.yaml:13)",
        ),
        (
            "Shop.sell(options.depe)",
            "'Shop.sell(options)' has no member 'depe'",
            "did you mean 'Shop.sell(options.deep)'? (input.yaml:17)",
        ),
        ("Shop.open(door.deep)", "'Shop.open(door)' has no member 'deep'", None),
    ],
)
def test_a_way_to_call_is_one_that_there_is(tmp_path: Path, path: str, message: str, help_: str | None) -> None:
    found = findings(tmp_path, CALLED.replace("PATH", path))
    assert [("unknown-path", message, help_)] == [(each.rule, each.message, each.help) for each in found]


@pytest.mark.parametrize("path", ["Shop.sell()", "Shop.sell(options.deep)", "Shop.shut()"])
def test_a_way_to_call_has_a_result(tmp_path: Path, path: str) -> None:
    assert findings(tmp_path, CALLED.replace("PATH", path)) == ()
