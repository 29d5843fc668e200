"""Rules of types, values and arguments."""

from __future__ import annotations

from idlwright.diagnostics.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        id="attribute-type",
        purpose="An attribute has a type whose values stay the same object.",
        explanation=(
            "Reading an attribute twice must give the same thing, and a sequence, a record or a "
            "dictionary is a new copy each time. Use `FrozenArray`, an interface or an operation."
        ),
        bad="""\
interface: Shop
exposed: [Window]
members:
  - {attribute: name, type: sequence<DOMString>, readonly: true}
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - {attribute: name, type: FrozenArray<DOMString>, readonly: true}
""",
    ),
    Rule(
        id="constant-type",
        purpose="A constant is a number or a boolean.",
        explanation="Web IDL has no other constants; a text that never changes is an attribute or an enum.",
        bad="""\
interface: Shop
exposed: [Window]
members:
  - {const: OPEN, type: DOMString, value: 1}
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - {const: OPEN, type: unsigned short, value: 1}
""",
    ),
    Rule(
        id="constant-value",
        purpose="The value of a constant is one of its type.",
        explanation="Each integer type has a range: an `octet`, say, goes from 0 to 255.",
        bad="""\
interface: Shop
exposed: [Window]
members:
  - {const: DOORS, type: octet, value: 256}
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - {const: DOORS, type: octet, value: 255}
""",
    ),
    Rule(
        id="default-value",
        purpose="A default is a value of its type.",
        explanation=(
            "A default is what is used when nothing is given, so it must be a value that could be "
            "given: a number in range, a value of the enum, null only for what is nullable, `{}` "
            "for dictionaries and `[]` for sequences."
        ),
        bad="""\
enum: Kind
values: [bakery, butcher]
---
dictionary: Options
members:
  - {field: kind, type: Kind, default: "bakrey"}
  - {field: doors, type: octet, default: -1}
  - {field: title, type: DOMString, default: null}
  - {field: rate, type: double, default: NaN}
""",
        good="""\
enum: Kind
values: [bakery, butcher]
---
dictionary: Options
members:
  - {field: kind, type: Kind, default: "bakery"}
  - {field: doors, type: octet, default: 1}
  - {field: title, type: DOMString?, default: null}
  - {field: rate, type: unrestricted double, default: NaN}
""",
    ),
    Rule(
        id="dict-arg-default",
        purpose="A dictionary in which nothing is required may be left out.",
        explanation=(
            "Callers should not have to write an empty dictionary. If all arguments behind it are "
            "optional too, it takes `optional: true` and `default: {}`."
        ),
        bad="""\
dictionary: Options
members:
  - {field: title, type: DOMString}
---
interface: Shop
exposed: [Window]
members:
  - operation: open
    arguments:
      - {name: options, type: Options, optional: true}
""",
        good="""\
dictionary: Options
members:
  - {field: title, type: DOMString}
---
interface: Shop
exposed: [Window]
members:
  - operation: open
    arguments:
      - {name: options, type: Options, optional: true, default: {}}
""",
    ),
    Rule(
        id="empty-dict-default",
        purpose="A dictionary with required fields has no empty default.",
        explanation=(
            "Leaving the argument out would be an error at each call. Drop the default; the "
            "argument may still be optional."
        ),
        bad="""\
dictionary: Options
members:
  - {field: title, type: DOMString, required: true}
---
interface: Shop
exposed: [Window]
members:
  - operation: open
    arguments:
      - {name: options, type: Options, optional: true, default: {}}
""",
        good="""\
dictionary: Options
members:
  - {field: title, type: DOMString, required: true}
---
interface: Shop
exposed: [Window]
members:
  - operation: open
    arguments:
      - {name: options, type: Options, optional: true}
""",
    ),
    Rule(
        id="nullable-dict-arg",
        purpose="A dictionary argument is not nullable.",
        explanation="Null already means an empty dictionary there, so `?` would add a second meaning.",
        bad="""\
dictionary: Options
members:
  - {field: title, type: DOMString}
---
interface: Shop
exposed: [Window]
members:
  - operation: open
    arguments:
      - {name: options, type: Options?, optional: true, default: null}
""",
        good="""\
dictionary: Options
members:
  - {field: title, type: DOMString}
---
interface: Shop
exposed: [Window]
members:
  - operation: open
    arguments:
      - {name: options, type: Options, optional: true, default: {}}
""",
    ),
    Rule(
        id="nullable-type",
        purpose="A nullable type has no null of its own.",
        explanation=(
            "`any` has null among its values, a nullable type is nullable already (also through a "
            "typedef), and a promise is always there: what it is fulfilled with may be null."
        ),
        bad="""\
typedef: Name
type: DOMString?
---
typedef: Load
type: Promise<DOMString>
---
interface: Shop
exposed: [Window]
members:
  - {attribute: name, type: Name?, readonly: true}
  - {attribute: loaded, type: Load?, readonly: true}
""",
        good="""\
typedef: Name
type: DOMString?
---
typedef: Load
type: Promise<DOMString?>
---
interface: Shop
exposed: [Window]
members:
  - {attribute: name, type: Name, readonly: true}
  - {attribute: loaded, type: Load, readonly: true}
""",
    ),
    Rule(
        id="record-key",
        purpose="The key of a record is a string.",
        explanation="Keys of objects are texts: `DOMString`, `USVString`, `ByteString`, or a typedef of one.",
        bad="""\
typedef: Id
type: unsigned long
---
dictionary: Options
members:
  - {field: names, type: "record<Id, DOMString>"}
""",
        good="""\
typedef: Id
type: DOMString
---
dictionary: Options
members:
  - {field: names, type: "record<Id, DOMString>"}
""",
    ),
    Rule(
        id="stringifier-type",
        purpose="A stringifier attribute is a string.",
        explanation="It is what an object is as a text, so it is a string and never null.",
        bad="""\
interface: Shop
exposed: [Window]
members:
  - {attribute: name, type: unsigned long, readonly: true, stringifier: true}
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - {attribute: name, type: DOMString, readonly: true, stringifier: true}
""",
    ),
    Rule(
        id="undefined-type",
        purpose="Attributes, fields and arguments have values.",
        explanation=(
            "`undefined` is the type of what returns nothing. Elsewhere it is allowed as one choice of a union."
        ),
        bad="""\
interface: Shop
exposed: [Window]
members:
  - operation: open
    arguments:
      - {name: door, type: undefined}
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - operation: open
    arguments:
      - {name: door, type: (DOMString or undefined)}
""",
    ),
    Rule(
        id="union-members",
        purpose="Each value is of one member of a union.",
        explanation=(
            "A value must tell which member of a union is meant. Two strings, two sequences, two "
            "dictionaries, two nullable types or an interface and its parent can't be told apart."
        ),
        bad="""\
interface: Shop
exposed: [Window]
members:
  - operation: open
    arguments:
      - {name: door, type: (DOMString or USVString)}
      - {name: key, type: (DOMString? or boolean?)}
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - operation: open
    arguments:
      - {name: door, type: (DOMString or unsigned long)}
      - {name: key, type: (DOMString or boolean)?}
""",
    ),
    Rule(
        id="duplicate-argument",
        purpose="Arguments have different names.",
        explanation="They are the parameters of one function.",
        bad="""\
interface: Shop
exposed: [Window]
members:
  - operation: open
    arguments:
      - {name: door, type: DOMString}
      - {name: door, type: boolean}
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - operation: open
    arguments:
      - {name: door, type: DOMString}
      - {name: wide, type: boolean}
""",
    ),
    Rule(
        id="required-after-optional",
        purpose="Required arguments come first.",
        explanation=("Arguments go by their position: one behind an optional argument can't be given without it."),
        bad="""\
interface: Shop
exposed: [Window]
members:
  - operation: open
    arguments:
      - {name: door, type: DOMString, optional: true}
      - {name: key, type: DOMString}
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - operation: open
    arguments:
      - {name: key, type: DOMString}
      - {name: door, type: DOMString, optional: true}
""",
    ),
    Rule(
        id="variadic-last",
        purpose="A variadic argument is the last.",
        explanation="It takes all arguments there are, so nothing is left for one behind it.",
        bad="""\
interface: Shop
exposed: [Window]
members:
  - operation: open
    arguments:
      - {name: doors, type: DOMString, variadic: true}
      - {name: key, type: DOMString, optional: true}
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - operation: open
    arguments:
      - {name: key, type: DOMString}
      - {name: doors, type: DOMString, variadic: true}
""",
    ),
    Rule(
        id="same-override",
        purpose="An override changes something.",
        explanation="The IDL says the same type, perhaps since a later version. Delete the override.",
        bad="""\
interface: Shop
exposed: [Window]
members:
  - {attribute: name, type: DOMString, readonly: true}
---
override: Shop.name
type: DOMString
reason: It is a text.
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
        id="unused-external",
        purpose="An external name is used.",
        explanation=(
            "Nothing in the schema has it as a type, as a parent or as an event. Delete it, or define what uses it."
        ),
        bad="""\
external: Node
reason: The tree of a document is not ours.
---
dictionary: Options
""",
        good="""\
external: Node
reason: The tree of a document is not ours.
---
dictionary: Options
members:
  - {field: node, type: Node}
""",
    ),
)
