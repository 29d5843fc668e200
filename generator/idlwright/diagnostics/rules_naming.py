"""Rules of names and documentation."""

from __future__ import annotations

from idlwright.diagnostics.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        id="case-clash",
        purpose="Names of definitions differ in more than case.",
        explanation="Each definition has a page, and some disks take `shop` and `Shop` for one file.",
        bad="""\
dictionary: shop
---
interface: Shop
exposed: [Window]
""",
        good="""\
dictionary: ShopInit
---
interface: Shop
exposed: [Window]
""",
    ),
    Rule(
        id="python-name-clash",
        purpose="Different names stay different in Python.",
        explanation=(
            "A Python keyword gets an underscore behind it, so `from` becomes `from_`; then there "
            "can't be a `from_` beside it."
        ),
        bad="""\
interface: Shop
exposed: [Window]
members:
  - operation: open
    arguments:
      - {name: from, type: DOMString}
      - {name: from_, type: DOMString}
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - operation: open
    arguments:
      - {name: from, type: DOMString}
      - {name: source, type: DOMString}
""",
    ),
    Rule(
        id="reserved-definition",
        purpose="A definition does not take a name that generated code needs.",
        explanation=(
            "Annotations are made of names such as `object`, `Literal` or `Awaitable`, and types "
            "of Web IDL have names too. A definition of that name would hide them."
        ),
        bad="""\
dictionary: Literal
""",
        good="""\
dictionary: LiteralInit
""",
    ),
    Rule(
        id="reserved-member",
        purpose="A member or argument does not take a name that generated code needs.",
        explanation=(
            "Names with an underscore in front are the generator's own, `new` makes objects, and "
            "`self` is the object of a method."
        ),
        bad="""\
interface: Shop
exposed: [Window]
members:
  - operation: new
  - operation: open
    arguments:
      - {name: self, type: DOMString}
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - operation: renew
  - operation: open
    arguments:
      - {name: shop, type: DOMString}
""",
    ),
    Rule(
        id="unspeakable-name",
        purpose="A name can be written in Python.",
        explanation=(
            "Web IDL allows hyphens in names, Python does not. Describe the member under the name "
            "that scripts use for it, as in `marginTop` for `margin-top`."
        ),
        bad="""\
interface: Shop
exposed: [Window]
members:
  - {attribute: first-name, type: DOMString, readonly: true}
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - {attribute: firstName, type: DOMString, readonly: true}
""",
    ),
    Rule(
        id="unknown-extended-attribute",
        purpose="An extended attribute is one that there is.",
        explanation=("Extended attributes change what code is generated; one with a slip of the pen would do nothing."),
        bad="""\
interface: Shop
extended_attributes: [SecureContxt]
exposed: [Window]
members:
  - {attribute: name, type: DOMString, readonly: true}
""",
        good="""\
interface: Shop
extended_attributes: [SecureContext]
exposed: [Window]
members:
  - {attribute: name, type: DOMString, readonly: true}
""",
    ),
    Rule(
        id="unknown-error",
        purpose="An exception is one that there is.",
        explanation=("`throws` names an exception of JavaScript, a DOMException, or an interface of the schema."),
        bad="""\
interface: Shop
exposed: [Window]
members:
  - operation: open
    throws: [{error: NotAlowedError, when: the shop is closed}]
""",
        good="""\
interface: Shop
exposed: [Window]
members:
  - operation: open
    throws: [{error: NotAllowedError, when: the shop is closed}]
""",
    ),
    Rule(
        id="unknown-example",
        purpose="An example is a file.",
        explanation=("`examples` names Python files of the examples folder of the documentation, without `.py`."),
        bad="""\
interface: Shop
exposed: [Window]
examples: [opening_a_shop]
""",
        good="""\
interface: Shop
exposed: [Window]
""",
    ),
    Rule(
        id="missing-summary",
        purpose="A definition has a summary and a link.",
        explanation=(
            "Its page and its docstring begin with one sentence of our own, followed by the link to the specification."
        ),
        bad="""\
interface: Shop
exposed: [Window]
""",
        good="""\
interface: Shop
exposed: [Window]
summary: A place to buy things.
link: "#shop"
""",
    ),
    Rule(
        id="deprecated-advice",
        purpose="What is deprecated says what to use instead.",
        explanation="The advice becomes the message that editors and type checkers show.",
        bad="""\
interface: Shop
exposed: [Window]
status: {deprecated: true}
""",
        good="""\
interface: Shop
exposed: [Window]
status: {deprecated: true, advice: Use a market.}
""",
    ),
)
