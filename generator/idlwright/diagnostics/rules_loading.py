"""The rules of files, YAML and settings: what load holds against its input."""

from __future__ import annotations

from idlwright.diagnostics.rule import Rule

LOADING_RULES: tuple[Rule, ...] = (
    Rule(
        id="missing-schema",
        purpose="The schema is a folder with at least one YAML file, or one such file.",
        explanation=(
            "A build without a schema would have nothing to say and would delete everything said before. The "
            "folder is `schema` unless `schema` in [tool.idlwright] names another."
        ),
        bad='# pyproject.toml\n[tool.idlwright]\nschema = "shcema"\n',
        good='# pyproject.toml\n[tool.idlwright]\nschema = "schema"\n',
    ),
    Rule(
        id="unreadable-file",
        purpose="Every file of the schema can be read.",
        explanation=(
            "The operating system refused the file or folder, or it is a pipe, a device or a link to nothing. "
            "Such a file is never skipped: what it defines would go missing without a word."
        ),
        bad="# schema/clock/Clock.yaml is a link to a file that is gone\n",
        good="# schema/clock/Clock.yaml is a file that you may read\n",
    ),
    Rule(
        id="symbolic-link",
        purpose="Symbolic links lead to files inside the schema folder.",
        explanation=(
            "A schema from somebody else must not make the generator read files elsewhere on the machine, and a "
            "link to a folder would bring the same files in twice, or without end. Put the file itself into the "
            "folder."
        ),
        bad="# schema/notes.yaml -> ../../notes.yaml\n",
        good="# schema/notes.yaml is a file\n",
    ),
    Rule(
        id="file-too-large",
        purpose="A file has at most 8 MiB and 250,000 values, or words of Web IDL.",
        explanation=(
            "The description of the whole web platform takes 5 MB and some 250,000 values, or 115,000 words of Web "
            "IDL, so a larger file is a mistake or an attack. The types and extended attributes of a file of the "
            "schema have at most 1,000,000 characters, three times as many as those of the platform. Reading ends "
            "where a limit is met."
        ),
        bad="# one file with everything, 20 MB\n",
        good="# one file an interface\n",
    ),
    Rule(
        id="too-many-findings",
        purpose="At most 1,000 findings are reported at once.",
        explanation=(
            "So many have one cause mostly: a file that is no schema, or one name that is spelled otherwise "
            "everywhere. The place is that of the first finding that is left out; what follows it has not been "
            "judged. Mend what is reported and check again."
        ),
        bad="# a folder of other YAML files, taken for a schema\n",
        good="# the folder of the schema\n",
    ),
    Rule(
        id="not-utf-8",
        purpose="Every file is text in UTF-8.",
        explanation=(
            "The place is that of the first byte that is not UTF-8. Most often an editor has saved the file in "
            "another encoding; a byte order mark is accepted."
        ),
        bad="summary: Caf\\xe9.    # one byte, in Latin-1\n",
        good="summary: Café.       # two bytes, in UTF-8\n",
    ),
    Rule(
        id="control-character",
        purpose="No file holds characters that do not show or that reorder what shows.",
        explanation=(
            "Control characters, YAML's rarer line breaks and the marks that turn the direction of writing make "
            "a reviewer see another text than the generator reads. They are refused as such and as escapes in "
            "double quotes."
        ),
        bad='summary: "Rings\\u202e the bell."\n',
        good="summary: Rings the bell.\n",
    ),
    Rule(
        id="yaml-syntax",
        purpose="Every file is YAML.",
        explanation=(
            "The place is where reading broke off; the cause is there or shortly before it. The documents "
            "before it are still read. Most often a text needs quotes because it has `: ` or one of `,[]{}` in "
            "it."
        ),
        bad="summary: Two kinds: slow and fast.\n",
        good='summary: "Two kinds: slow and fast."\n',
    ),
    Rule(
        id="too-deep",
        purpose="Collections are nested at most 64 deep.",
        explanation=(
            "The format itself needs six levels. Deeper nesting is refused while the file is read, as it could "
            "exhaust the reader."
        ),
        bad="description: [[[[[[[[[[[[[[[[[[[[[[…\n",
        good="description: [One paragraph.]\n",
    ),
    Rule(
        id="yaml-alias",
        purpose="The schema has no anchors and aliases.",
        explanation=(
            "An alias says in one place what stands in another, so a finding could not be shown where it is, "
            "and a few lines can stand for gigabytes. Write the value out. A text that begins with `*` or `&` "
            "needs quotes."
        ),
        bad="exposed: *everywhere\n",
        good='exposed: "*"\n',
    ),
    Rule(
        id="yaml-tag",
        purpose="The schema has no tags.",
        explanation=(
            "Every scalar is text and the format says what it means, so a tag could only contradict it. A text "
            "that begins with `!` needs quotes."
        ),
        bad="value: !!int 3\n",
        good="value: 3\n",
    ),
    Rule(
        id="merge-key",
        purpose="The schema has no merge keys.",
        explanation=(
            "Merge keys copy entries from elsewhere, so a definition could not be read where it stands. Write "
            "the entries out; for members that several interfaces share there are mixins."
        ),
        bad="interface: Clock\n<<: *common\n",
        good="interface: Clock\nspec: clock\n",
    ),
    Rule(
        id="duplicate-key",
        purpose="A key stands once in its mapping.",
        explanation=("YAML readers keep the last of two values silently. Which one was meant only the author knows."),
        bad="attribute: now\ntype: double\ntype: DOMString\n",
        good="attribute: now\ntype: double\n",
    ),
    Rule(
        id="yaml-key",
        purpose="Keys are words.",
        explanation=(
            "YAML allows lists and mappings as keys; the format has no use for them. Mostly a bracket or brace "
            "has lost its quotes."
        ),
        bad="? [attribute, now]\n: double\n",
        good="attribute: now\ntype: double\n",
    ),
    Rule(
        id="project-file",
        purpose="pyproject.toml is TOML.",
        explanation=(
            "The settings are in the table [tool.idlwright] of pyproject.toml. Where the file can't be read as "
            "TOML, none of them are known."
        ),
        bad='[tool.idlwright\npackage = "clock"\n',
        good='[tool.idlwright]\npackage = "clock"\n',
    ),
    Rule(
        id="unknown-setting",
        purpose="[tool.idlwright] has known keys only.",
        explanation=(
            "A misspelt setting would be without effect and the default would hold, which is hard to notice. "
            "Keys are written with hyphens."
        ),
        bad='[tool.idlwright]\ndocs_url = "https://example.org/"\n',
        good='[tool.idlwright]\ndocs-url = "https://example.org/"\n',
    ),
    Rule(
        id="webidl-syntax",
        purpose="A Web IDL file that is imported follows the grammar of Web IDL.",
        explanation=(
            "An import reads all definitions that it can and reports the others, but writes nothing as long as one "
            "is left. Correct the file, or take the definition out of it."
        ),
        bad="interface Bell {\n  attribute DOMString tone\n};\n",
        good="interface Bell {\n  attribute DOMString tone;\n};\n",
    ),
    Rule(
        id="bad-setting",
        purpose="Every setting has a value of its kind.",
        explanation=(
            "Names are Python identifiers, paths stay below the folder of pyproject.toml and apart from one "
            "another (the generator deletes stale files in the folders it owns), addresses are https and end in "
            "a slash."
        ),
        bad='[tool.idlwright]\nstubs = "../stubs"\n',
        good='[tool.idlwright]\nstubs = "stubs"\n',
    ),
)
