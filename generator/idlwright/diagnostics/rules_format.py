"""The rules of the format: which keys there are, and what their values look like."""

from __future__ import annotations

from idlwright.diagnostics.rule import Rule

FORMAT_RULES: tuple[Rule, ...] = (
    Rule(
        id="unknown-kind",
        purpose="A document says what it is by one of the known keys.",
        explanation=(
            "The first key that names a kind (`interface`, `dictionary`, `enum` …) decides which other keys the "
            "document takes. A document without one describes nothing."
        ),
        bad="spec: clock\nintreface: Clock\n",
        good="spec: clock\ninterface: Clock\n",
    ),
    Rule(
        id="unknown-member",
        purpose="A member says what it is by a key that its container takes.",
        explanation=(
            "Interfaces have attributes, operations, constants and so on; dictionaries have fields; callback "
            "interfaces have operations and constants. Anything else would be lost."
        ),
        bad="dictionary: Options\nmembers:\n  - {attribute: loud, type: boolean}\n",
        good="dictionary: Options\nmembers:\n  - {field: loud, type: boolean}\n",
    ),
    Rule(
        id="unknown-key",
        purpose="Every key is one that the format knows at this place.",
        explanation=(
            "Keys that nobody reads would be dropped silently, and a misspelt one would leave its default in force."
        ),
        bad="attribute: now\ntype: double\nread_only: true\n",
        good="attribute: now\ntype: double\nreadonly: true\n",
    ),
    Rule(
        id="missing-key",
        purpose="Keys without which a definition makes no sense are there.",
        explanation=(
            "There is no default for a name, a type or a specification. `spec` may be left out behind a "
            "document of the same file that has it."
        ),
        bad="attribute: now\n",
        good="attribute: now\ntype: double\n",
    ),
    Rule(
        id="wrong-node",
        purpose="A text, a list or a mapping stands where the format expects it.",
        explanation=(
            "Mostly a single item lacks the brackets that make it a list, or a value is missing behind its key."
        ),
        bad="includes: Body\n",
        good="includes: [Body]\n",
    ),
    Rule(
        id="conflicting-keys",
        purpose="Keys do not contradict each other.",
        explanation=(
            "Some keys exclude others (a variadic argument has no default) and some need others (an argument "
            "with a default is optional). Which one was meant only the author knows."
        ),
        bad="{name: ms, type: long, default: 0}\n",
        good="{name: ms, type: long, optional: true, default: 0}\n",
    ),
    Rule(
        id="repeated-item",
        purpose="A list of names has each name once.",
        explanation=("The second mention would be without effect and is most often a slip for another name."),
        bad="exposed: [Window, Worker, Window]\n",
        good="exposed: [Window, Worker]\n",
    ),
    Rule(
        id="invalid-name",
        purpose="Names are identifiers of Web IDL.",
        explanation=(
            "Letters, digits, `_` and, in members, `-`, beginning with a letter. One underscore in front "
            "escapes a word that Web IDL reserves and is no part of the name. Names become code, files and "
            "addresses, so nothing else is let through."
        ),
        bad="operation: ../tick\n",
        good="operation: tick\n",
    ),
    Rule(
        id="invalid-id",
        purpose="Ids of specifications and defects are lower-case words with hyphens.",
        explanation=("Ids are part of file names and addresses."),
        bad="specification: High Resolution Time\n",
        good="specification: hr-time\n",
    ),
    Rule(
        id="example-name",
        purpose="Examples are named as their files, without folder and suffix.",
        explanation=("`examples: [first_ring]` means the file examples/first_ring.py in the documentation folder."),
        bad="examples: [examples/First.py]\n",
        good="examples: [first]\n",
    ),
    Rule(
        id="policy-path",
        purpose="Policy names a definition, a member or an argument by its path.",
        explanation=(
            "Paths are `Interface`, `Interface.member` and `Interface.operation(argument)`. A result may be that of "
            "one way to call: `Interface.operation()` and `Interface.operation(argument.member)`."
        ),
        bad="override: Clock#now\n",
        good="override: Clock.now\n",
    ),
    Rule(
        id="unknown-word",
        purpose="A word from a closed list is one of the list.",
        explanation=(
            "Kinds of special operations, names of browsers and annotations of externals come from closed "
            "lists; the finding names the list or the nearest word."
        ),
        bad="operation: item\nspecial: geter\n",
        good="operation: item\nspecial: getter\n",
    ),
    Rule(
        id="boolean-value",
        purpose="Booleans are exactly `true` and `false`, without quotes.",
        explanation=(
            "YAML's other spellings (`yes`, `on`, `True`) are ordinary words in an IDL, so they are no booleans here."
        ),
        bad="readonly: yes\n",
        good="readonly: true\n",
    ),
    Rule(
        id="browser-version",
        purpose="A browser's support is a version, true or false.",
        explanation=(
            "A version is digits with dots, `preview`, or `≤37` where only an upper bound is known; `true` is "
            "support since an unknown version."
        ),
        bad="support: {chrome: v74}\n",
        good="support: {chrome: 74}\n",
    ),
    Rule(
        id="type-syntax",
        purpose="A type is a type expression of Web IDL.",
        explanation=(
            "The place is the first word that does not fit. Unions stand in parentheses with `or`, lists are "
            "`sequence<T>`, and what may be null ends in `?`."
        ),
        bad="type: (DOMString | long)\n",
        good="type: (DOMString or long)\n",
    ),
    Rule(
        id="foreign-type",
        purpose="Types have their Web IDL names.",
        explanation=(
            "A word like `string` or `int` is a type in other languages and none in Web IDL. Which of several "
            "Web IDL types is right (`DOMString`, `USVString`) is for the specification to say."
        ),
        bad="type: string\n",
        good="type: DOMString\n",
    ),
    Rule(
        id="extended-attribute",
        purpose="An extended attribute has one of Web IDL's five forms.",
        explanation=(
            "They are `Name`, `Name=value`, `Name=(a, b)`, `Name(arguments)` and `Name=value(arguments)`, each "
            "an item of the list, without brackets. [Exposed] has a key of its own."
        ),
        bad='extended_attributes: ["[SameObject]"]\n',
        good="extended_attributes: [SameObject]\n",
    ),
    Rule(
        id="literal",
        purpose="Values are literals of Web IDL.",
        explanation=(
            "Numbers, `true`, `false`, `null`, `undefined`, `Infinity`, `-Infinity`, `NaN`, `[]`, `{}`, and "
            "strings in quotes, without which a word could be mistaken for one of the others. A constant is a "
            "number or a boolean."
        ),
        bad="default: follow\n",
        good='default: "follow"\n',
    ),
    Rule(
        id="summary",
        purpose="A summary is one sentence with its full stop.",
        explanation=(
            "Summaries become docstrings, table cells and search results, all of one line. What goes beyond a "
            "sentence belongs in `description`."
        ),
        bad="summary: Rings the bell\n",
        good="summary: Rings the bell.\n",
    ),
    Rule(
        id="prose",
        purpose="Prose is readable text of a sensible length.",
        explanation=(
            "Paragraphs have at most 2,000 characters, sentences and phrases 300. Code stands between two "
            "backquotes, references between `[[` and `]]`. Characters that don't show are refused."
        ),
        bad="when: the `bell is missing\n",
        good="when: the `bell` is missing\n",
    ),
    Rule(
        id="link",
        purpose="Links are https addresses, or fragments of the specification.",
        explanation=(
            "Links end up in pages that people click on, so other schemes are refused. A fragment needs quotes, "
            "or YAML takes it for a comment."
        ),
        bad="link: javascript:alert(1)\n",
        good='link: "#dom-clock-now"\n',
    ),
)
