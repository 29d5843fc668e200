"""Rules of members, overloads and exposure."""

from __future__ import annotations

from idlwright.diagnostics.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        id="ambiguous-overload",
        purpose="Each call tells which overload is meant.",
        explanation=(
            "Overloads with the same number of arguments must differ at some position in types "
            "that can be told apart, and be equal before it; it is the same position for all of them. "
            "An argument that may be there any number of times counts as often as there are arguments. "
            "See `union-members` for which types those are."
        ),
        bad="""\
interface: Shop
exposed: [Window]
members:
  - {operation: open, arguments: [{name: door, type: DOMString}]}
  - {operation: open, arguments: [{name: house, type: USVString}, {name: wide, type: boolean, optional: true}]}
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - {operation: open, arguments: [{name: door, type: DOMString}]}
  - {operation: open, arguments: [{name: number, type: unsigned long}, {name: wide, type: boolean, optional: true}]}
""",
    ),
    Rule(
        id="too-many-overloads",
        purpose="An operation has at most 32 overloads.",
        explanation=(
            "Nobody tells so many apart, and each has to be compared with each. No operation of the web platform has "
            "more than seven. Union types and optional arguments say in one overload what they have in common."
        ),
        bad="""\
interface: Shop
exposed: [Window]
members:
  - {operation: sell, arguments: [{name: a1, type: long}]}
  - {operation: sell, arguments: [{name: a1, type: long}, {name: a2, type: long}]}
  - {operation: sell, arguments: [{name: a1, type: long}, {name: a2, type: long}, {name: a3, type: long}]}
  # and so on, up to 33
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - {operation: sell, arguments: [{name: goods, type: long, variadic: true}]}
""",
    ),
    Rule(
        id="overload-promise",
        purpose="Overloads all return promises, or none does.",
        explanation=(
            "A wrong call is answered with a rejected promise or with an exception, and before "
            "the overload is known nobody could say which."
        ),
        bad="""\
interface: Shop
exposed: [Window]
members:
  - operation: open
  - {operation: open, returns: Promise<undefined>, arguments: [{name: door, type: DOMString}]}
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - {operation: open, returns: Promise<undefined>}
  - {operation: open, returns: Promise<undefined>, arguments: [{name: door, type: DOMString}]}
""",
    ),
    Rule(
        id="callback-interface-operation",
        purpose="A callback interface has one operation.",
        explanation=(
            "A Python function can stand for it only if it is clear what is called. Constants may stand beside it."
        ),
        bad="""\
callback interface: Listener
members:
  - {operation: open}
  - {operation: close}
""",
        good="""\
callback interface: Listener
members:
  - {operation: open}
""",
    ),
    Rule(
        id="collection-member",
        purpose="A collection does not repeat what it brings along.",
        explanation=(
            "`maplike`, `setlike`, `iterable` and `async_iterable` bring members such as `keys`, "
            "`values` and `entries`; they are not written again. `add`, `set`, `delete` and "
            "`clear` may be."
        ),
        bad="""\
interface: Shop
exposed: [Window]
members:
  - {maplike: DOMString, key: DOMString}
  - {operation: has, returns: boolean, arguments: [{name: key, type: DOMString}]}
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - {maplike: DOMString, key: DOMString}
  - {operation: set, arguments: [{name: key, type: DOMString}, {name: value, type: DOMString}]}
""",
    ),
    Rule(
        id="one-collection",
        purpose="An interface is at most one collection.",
        explanation=(
            "Each of `iterable`, `async_iterable`, `maplike` and `setlike` says what going through an object yields."
        ),
        bad="""\
interface: Shop
exposed: [Window]
members:
  - {maplike: DOMString, key: DOMString}
  - iterable: DOMString
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - {maplike: DOMString, key: DOMString}
""",
    ),
    Rule(
        id="duplicate-member",
        purpose="Members of a definition have different names.",
        explanation=("Members of partials and included mixins count. Only operations may share a name, as overloads."),
        bad="""\
mixin: Named
members:
  - {attribute: name, type: DOMString, readonly: true}
---
interface: Shop
exposed: [Window]
includes: [Named]
members:
  - {operation: name}
""",
        good="""\
mixin: Named
members:
  - {attribute: name, type: DOMString, readonly: true}
---
interface: Shop
exposed: [Window]
includes: [Named]
members:
  - {operation: rename}
""",
    ),
    Rule(
        id="duplicate-event",
        purpose="An event is described once.",
        explanation="Events of partials and included mixins count.",
        bad="""\
interface: Shop
exposed: [Window]
events:
  - {event: open, interface: Shop, fired: When the shop opens.}
  - {event: open, interface: Shop, fired: Each morning.}
""",
        good="""\
interface: Shop
exposed: [Window]
events:
  - {event: open, interface: Shop, fired: When the shop opens.}
  - {event: close, interface: Shop, fired: Each evening.}
""",
    ),
    Rule(
        id="duplicate-value",
        purpose="Values of an enum are different.",
        explanation="Delete one of the two.",
        bad="""\
enum: Kind
values: [bakery, butcher, bakery]
""",
        good="""\
enum: Kind
values: [bakery, butcher]
""",
    ),
    Rule(
        id="handler-without-event",
        purpose="An event handler attribute belongs to an event.",
        explanation=(
            "The event's `handler` gives the attribute its type: what a handler gets. Without it "
            "handlers get any event."
        ),
        bad="""\
callback: Handler
---
interface: Shop
exposed: [Window]
members:
  - {attribute: onopen, type: Handler?}
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
        id="inherit-attribute",
        purpose="An inherited attribute is there to inherit.",
        explanation="`inherit: true` makes a readonly attribute of an ancestor one that can be set.",
        bad="""\
interface: Shop
exposed: [Window]
members:
  - {attribute: name, type: DOMString, inherit: true}
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - {attribute: name, type: DOMString}
""",
    ),
    Rule(
        id="inherited-field",
        purpose="A dictionary does not repeat inherited fields.",
        explanation="Fields of a dictionary and of all its parents have different names.",
        bad="""\
dictionary: Options
members:
  - {field: title, type: DOMString}
---
dictionary: More
inherits: Options
members:
  - {field: title, type: USVString}
""",
        good="""\
dictionary: Options
members:
  - {field: title, type: DOMString}
---
dictionary: More
inherits: Options
members:
  - {field: subtitle, type: USVString}
""",
    ),
    Rule(
        id="mixin-member",
        purpose="A mixin has members that any interface could have.",
        explanation=("Static members, special operations and `inherit` belong to one interface; write them there."),
        bad="""\
mixin: Named
members:
  - {operation: rename, static: true}
""",
        good="""\
mixin: Named
members:
  - {operation: rename}
""",
    ),
    Rule(
        id="namespace-member",
        purpose="A namespace has functions, constants and readonly attributes.",
        explanation="There are no objects of a namespace, so nothing in it can be set, special or static.",
        bad="""\
namespace: tools
exposed: [Window]
members:
  - {attribute: name, type: DOMString}
""",
        good="""\
namespace: tools
exposed: [Window]
members:
  - {attribute: name, type: DOMString, readonly: true}
""",
    ),
    Rule(
        id="special-arguments",
        purpose="A special operation has its number of arguments.",
        explanation=("A getter and a deleter take what is looked up, a setter the value too, a stringifier nothing."),
        bad="""\
interface: Shop
exposed: [Window]
members:
  - {operation: item, special: getter, returns: DOMString}
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - {operation: item, special: getter, returns: DOMString, arguments: [{name: index, type: unsigned long}]}
""",
    ),
    Rule(
        id="missing-exposed",
        purpose="An interface or namespace says where it is.",
        explanation=(
            "`exposed` lists the globals (`Window`, `Worker`, `ServiceWorker` …) that have the "
            'name; `"*"` stands for all.'
        ),
        bad="""\
interface: Shop
""",
        good="""\
interface: Shop
exposed: [Window]
""",
    ),
    Rule(
        id="unknown-global",
        purpose="An interface is exposed in globals that there are.",
        explanation=("Globals are those of the web platform and those that a [Global] attribute of the schema names."),
        bad="""\
interface: Shop
exposed: [ServceWorker]
""",
        good="""\
interface: Shop
exposed: [ServiceWorker]
""",
    ),
    Rule(
        id="parent-exposure",
        purpose="An interface is only where its parent is.",
        explanation="Where the parent is missing there is nothing to inherit from.",
        bad="""\
interface: Shop
exposed: [Window]
---
interface: Bakery
exposed: [Window, Worker]
inherits: Shop
""",
        good="""\
interface: Shop
exposed: [Window, Worker]
---
interface: Bakery
exposed: [ServiceWorker]
inherits: Shop
""",
    ),
    Rule(
        id="member-exposure",
        purpose="A member is only where its interface is.",
        explanation="`exposed` of a member (or of a partial) narrows that of the interface.",
        bad="""\
interface: Shop
exposed: [Window]
members:
  - {operation: open, exposed: [ServiceWorker]}
""",
        good="""\
interface: Shop
exposed: [Window, Worker]
members:
  - {operation: open, exposed: [ServiceWorker]}
""",
    ),
)
