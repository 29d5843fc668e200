"""Rules of names that are looked up: definitions, parents, mixins, policy, references."""

from __future__ import annotations

from idlwright.diagnostics.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        id="duplicate-definition",
        purpose="A name is defined once.",
        explanation=(
            "Types, pages and Python names go by the name of a definition, so there can be only "
            "one. To add members to a definition from another file, write `partial: true`."
        ),
        bad="""\
dictionary: Options
---
enum: Options
values: [one]
""",
        good="""\
dictionary: Options
---
enum: Option
values: [one]
""",
    ),
    Rule(
        id="duplicate-specification",
        purpose="A specification is described once.",
        explanation="Definitions name their specification by its id. Keep one document and delete the other.",
        bad="""\
specification: example
title: Again
url: https://example.org/again/
---
spec: example
dictionary: Options
""",
        good="""\
specification: other
title: Other
url: https://example.org/other/
---
spec: other
dictionary: Options
""",
    ),
    Rule(
        id="duplicate-override",
        purpose="A type is overridden once.",
        explanation="Of two overrides of one place only one could hold.",
        bad="""\
interface: Shop
exposed: [Window]
members:
  - {attribute: name, type: DOMString, readonly: true}
---
override: Shop.name
type: DOMString?
reason: It may be missing.
---
override: Shop.name
type: USVString
reason: It is Unicode.
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - {attribute: name, type: DOMString, readonly: true}
---
override: Shop.name
type: DOMString?
reason: It may be missing.
""",
    ),
    Rule(
        id="duplicate-defect",
        purpose="A defect is described once.",
        explanation="Pages refer to a defect by its id. Give the second one another id, or join the two.",
        bad="""\
dictionary: Options
---
defect: wrong-order
spec: example
link: "#steps"
found: The steps are in the wrong order.
decision: We turn them round.
reason: They fail otherwise.
---
defect: wrong-order
spec: example
link: "#other"
found: These steps too.
decision: We turn them round.
reason: They fail otherwise.
""",
        good="""\
dictionary: Options
---
defect: wrong-order
spec: example
link: "#steps"
found: The steps are in the wrong order.
decision: We turn them round.
reason: They fail otherwise.
""",
    ),
    Rule(
        id="partial-without-main",
        purpose="A partial definition adds to a definition of the schema.",
        explanation=(
            "`partial: true` adds members to the definition of the same name. Without that one "
            "there is nothing to add to."
        ),
        bad="""\
interface: Shop
exposed: [Window]
---
interface: Shops
partial: true
members:
  - {attribute: name, type: DOMString, readonly: true}
""",
        good="""\
interface: Shop
exposed: [Window]
---
interface: Shop
partial: true
members:
  - {attribute: name, type: DOMString, readonly: true}
""",
    ),
    Rule(
        id="partial-kind",
        purpose="A partial definition is of the same kind as what it adds to.",
        explanation=("A partial interface adds to an interface, a partial dictionary to a dictionary, and so on."),
        bad="""\
interface: Shop
exposed: [Window]
---
dictionary: Shop
partial: true
members:
  - {field: name, type: DOMString}
""",
        good="""\
interface: Shop
exposed: [Window]
---
interface: Shop
partial: true
members:
  - {attribute: name, type: DOMString, readonly: true}
""",
    ),
    Rule(
        id="unknown-specification",
        purpose="The specification that a definition names is described in the schema.",
        explanation=(
            "Links that begin with `#` are completed with the address of the specification, so it "
            "must be there: one `specification:` document, by convention in `specification.yaml`."
        ),
        bad="""\
spec: exmaple
dictionary: Options
""",
        good="""\
spec: example
dictionary: Options
""",
    ),
    Rule(
        id="unknown-type",
        purpose="A name in a type is defined in the schema.",
        explanation=(
            "A type names a type of Web IDL or a definition. What the schema uses but "
            "deliberately does not define is declared with `external:`."
        ),
        bad="""\
dictionary: Options
members:
  - {field: title, type: DOMstring}
---
dictionary: More
members:
  - {field: options, type: sequence<Option>}
""",
        good="""\
dictionary: Options
members:
  - {field: title, type: DOMString}
---
dictionary: More
members:
  - {field: options, type: sequence<Options>}
""",
    ),
    Rule(
        id="not-a-type",
        purpose="A type names something that has values.",
        explanation=("Mixins and namespaces have no objects of their own, so nothing can have them as its type."),
        bad="""\
mixin: Named
---
dictionary: Options
members:
  - {field: name, type: Named}
""",
        good="""\
interface: Named
exposed: [Window]
---
dictionary: Options
members:
  - {field: name, type: Named}
""",
    ),
    Rule(
        id="unknown-parent",
        purpose="What a definition inherits from is defined in the schema.",
        explanation=(
            "Without its parent it is not known which members a definition has. An interface at "
            "the edge of the schema has to be cut off from its parent, or the parent described."
        ),
        bad="""\
interface: Shop
exposed: [Window]
inherits: EventTraget
---
interface: EventTarget
exposed: "*"
""",
        good="""\
interface: Shop
exposed: [Window]
inherits: EventTarget
---
interface: EventTarget
exposed: "*"
""",
    ),
    Rule(
        id="wrong-parent",
        purpose="Interfaces inherit from interfaces, dictionaries from dictionaries.",
        explanation=(
            "Members of another kind of definition can't be inherited. What several interfaces "
            "share without being one another's parent is a mixin."
        ),
        bad="""\
dictionary: Shop
---
interface: Bakery
exposed: [Window]
inherits: Shop
""",
        good="""\
interface: Shop
exposed: [Window]
---
interface: Bakery
exposed: [Window]
inherits: Shop
""",
    ),
    Rule(
        id="unknown-mixin",
        purpose="An included mixin is defined in the schema.",
        explanation="`includes` lists mixins; each must be described with `mixin:`.",
        bad="""\
mixin: Named
---
interface: Shop
exposed: [Window]
includes: [Names]
""",
        good="""\
mixin: Named
---
interface: Shop
exposed: [Window]
includes: [Named]
""",
    ),
    Rule(
        id="not-a-mixin",
        purpose="Only mixins are included.",
        explanation=(
            "An interface takes members of another interface by inheriting from it; `includes` is for mixins."
        ),
        bad="""\
interface: Named
exposed: [Window]
---
interface: Shop
exposed: [Window]
includes: [Named]
""",
        good="""\
interface: Named
exposed: [Window]
---
interface: Shop
exposed: [Window]
inherits: Named
""",
    ),
    Rule(
        id="duplicate-include",
        purpose="A mixin is included once.",
        explanation="An interface and its partials share one list of mixins.",
        bad="""\
mixin: Named
---
interface: Shop
exposed: [Window]
includes: [Named]
---
interface: Shop
partial: true
includes: [Named]
""",
        good="""\
mixin: Named
---
interface: Shop
exposed: [Window]
includes: [Named]
""",
    ),
    Rule(
        id="inheritance-cycle",
        purpose="Nothing inherits from itself.",
        explanation="Somewhere a chain of parents must end. The notes show the whole circle.",
        bad="""\
interface: Egg
exposed: [Window]
inherits: Hen
---
interface: Hen
exposed: [Window]
inherits: Egg
""",
        good="""\
interface: Egg
exposed: [Window]
---
interface: Hen
exposed: [Window]
inherits: Egg
""",
    ),
    Rule(
        id="typedef-cycle",
        purpose="No typedef is made of itself.",
        explanation=(
            "A typedef is another name for a type, so following the names must lead to a type. "
            "For a type that holds itself, use a dictionary."
        ),
        bad="""\
typedef: Tree
type: sequence<Branch>
---
typedef: Branch
type: (DOMString or Tree)
""",
        good="""\
typedef: Tree
type: sequence<Branch>
---
typedef: Branch
type: DOMString
""",
    ),
    Rule(
        id="dictionary-cycle",
        purpose="No dictionary needs another one of its kind inside.",
        explanation=(
            "Required fields (and parents) that lead back to the dictionary make it endless: "
            "nobody can write one down. Make a field optional, nullable, or a sequence."
        ),
        bad="""\
dictionary: Box
members:
  - {field: inner, type: Box, required: true}
""",
        good="""\
dictionary: Box
members:
  - {field: inner, type: Box}
""",
    ),
    Rule(
        id="too-many-levels",
        purpose="Inheritance and types nest at most 100 levels deep.",
        explanation=(
            "The web platform has no more than seven. What goes deeper comes from a mistake in a "
            "program that writes schemas, and would take all that reads it a long time."
        ),
        bad="""\
dictionary: D0
---
dictionary: D1
inherits: D0
---
# and so on, up to
dictionary: D101
inherits: D100
""",
        good="""\
dictionary: D0
---
dictionary: D1
inherits: D0
""",
    ),
    Rule(
        id="too-many-included",
        purpose="Mixins bring at most 100,000 members to the interfaces of a schema.",
        explanation=(
            "A member of a mixin is there once for each interface that includes the mixin. On the web "
            "platform that makes fewer than 3,000. What all interfaces of a line share belongs into the "
            "first one, from which the others inherit it."
        ),
        bad="""\
mixin: Named
members:
  - {attribute: name1, type: DOMString}
  # and so on, up to
  - {attribute: name1000, type: DOMString}
---
interface: Shop1
exposed: [Window]
includes: [Named]
---
# and so on, up to
interface: Shop101
exposed: [Window]
includes: [Named]
""",
        good="""\
mixin: Named
members:
  - {attribute: name, type: DOMString}
---
interface: Shop
exposed: [Window]
includes: [Named]
---
interface: Bakery
exposed: [Window]
inherits: Shop
""",
    ),
    Rule(
        id="too-large-type",
        purpose="A type is made of at most 1000 types.",
        explanation=(
            "Typedefs are put in where their names stand. A few that each use another one twice "
            "make a type that fills the memory."
        ),
        bad="""\
typedef: T0
type: DOMString
---
typedef: T1
type: "record<DOMString, (sequence<T0> or T0)>"
---
typedef: T2
type: "record<DOMString, (sequence<T1> or T1)>"
---
typedef: T3
type: "record<DOMString, (sequence<T2> or T2)>"
---
typedef: T4
type: "record<DOMString, (sequence<T3> or T3)>"
---
typedef: T5
type: "record<DOMString, (sequence<T4> or T4)>"
---
typedef: T6
type: "record<DOMString, (sequence<T5> or T5)>"
---
typedef: T7
type: "record<DOMString, (sequence<T6> or T6)>"
---
typedef: T8
type: "record<DOMString, (sequence<T7> or T7)>"
""",
        good="""\
typedef: T0
type: DOMString
---
typedef: T1
type: "record<DOMString, T0>"
""",
    ),
    Rule(
        id="not-an-interface",
        purpose="The interface of an event is an interface.",
        explanation="Handlers get an object, and only interfaces (or an `external:`) have objects.",
        bad="""\
dictionary: OpenEvent
---
interface: Shop
exposed: [Window]
events:
  - {event: open, interface: OpenEvent, fired: When the shop opens.}
""",
        good="""\
interface: OpenEvent
exposed: [Window]
---
interface: Shop
exposed: [Window]
events:
  - {event: open, interface: OpenEvent, fired: When the shop opens.}
""",
    ),
    Rule(
        id="unknown-handler",
        purpose="The handler of an event is an attribute of the interface.",
        explanation=(
            "`handler` names the attribute that holds a function for the event. Leave it out where there is none."
        ),
        bad="""\
callback: Handler
---
interface: Shop
exposed: [Window]
members:
  - {attribute: onopen, type: Handler?}
events:
  - {event: open, interface: Shop, fired: When the shop opens., handler: onopne}
""",
        good="""\
callback: Handler
---
interface: Shop
exposed: [Window]
members:
  - {attribute: onopen, type: Handler?}
events:
  - {event: open, interface: Shop, fired: When the shop opens., handler: onopen}
""",
    ),
    Rule(
        id="unknown-target",
        purpose="The spelling of an external is for a target that there is.",
        explanation="Targets are `cpython` and `pyodide`; one that is left out spells the name `object`.",
        bad="""\
external: Node
reason: The tree of a document is not ours.
spelling: {pyoxide: object}
---
dictionary: Options
members:
  - {field: node, type: Node}
""",
        good="""\
external: Node
reason: The tree of a document is not ours.
spelling: {pyodide: object}
---
dictionary: Options
members:
  - {field: node, type: Node}
""",
    ),
    Rule(
        id="unknown-path",
        purpose="What policy names is there.",
        explanation=(
            "Overrides and defects point at a definition, a member or an argument. A member that "
            "is inherited or mixed in is named where it is written."
        ),
        bad="""\
interface: Shop
exposed: [Window]
members:
  - {attribute: name, type: DOMString, readonly: true}
---
override: Shop.nmae
type: DOMString?
reason: It may be missing.
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - {attribute: name, type: DOMString, readonly: true}
---
override: Shop.name
type: DOMString?
reason: It may be missing.
""",
    ),
    Rule(
        id="untyped-path",
        purpose="An override points at a type.",
        explanation=(
            "Policy replaces the type of an attribute, of a field, of an argument, or of what an operation returns."
        ),
        bad="""\
interface: Shop
exposed: [Window]
---
override: Shop
type: DOMString
reason: It is only a name.
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - {attribute: name, type: DOMString, readonly: true}
---
override: Shop.name
type: DOMString?
reason: It may be missing.
""",
    ),
    Rule(
        id="dangling-reference",
        purpose="A reference in prose leads to a page.",
        explanation=(
            "[[Name]] and [[Name.member]] become links. They name a definition, or a member, "
            "event or field that its page shows. Inherited members are on the page of the "
            "definition that has them."
        ),
        bad="""\
interface: Shop
exposed: [Window]
summary: A place to buy things, opened by [[Shop.opne]].
link: "#shop"
members:
  - operation: open
""",
        good="""\
interface: Shop
exposed: [Window]
summary: A place to buy things, opened by [[Shop.open]].
link: "#shop"
members:
  - operation: open
""",
    ),
)
