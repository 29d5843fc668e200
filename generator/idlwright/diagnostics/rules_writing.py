"""The rules of writing: what a build holds against the files that are there."""

from __future__ import annotations

from idlwright.diagnostics.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        id="foreign-file",
        purpose="The folders of the outputs hold nothing but outputs, and no symbolic links.",
        explanation=(
            "A build deletes what is stale in its folders, so a file that it did not write stops it before anything is "
            "written. Move the file elsewhere, or name another folder in the settings."
        ),
        bad="stubs/bell/__init__.pyi\nstubs/bell/notes.txt\n",
        good="stubs/bell/__init__.pyi\nnotes.txt\n",
    ),
    Rule(
        id="out-of-date",
        purpose="What is on the disk is what the schema generates.",
        explanation=(
            "`idlwright build --check` compares and writes nothing. Run `idlwright build`, look at what has changed, "
            "and commit it together with the schema."
        ),
        bad="idlwright build --check   # after an edit of the schema\n",
        good="idlwright build\nidlwright build --check\n",
    ),
)
