"""What every page says of a feature in words: status, exposure, browsers, exceptions, faults of its specification."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from idlwright.lower.docs.context import Context
from idlwright.lower.docs.markdown import code, escape, external, fenced, link
from idlwright.model import query
from idlwright.model.api import Defect, Override
from idlwright.model.attributes import ExtendedAttribute
from idlwright.model.definitions import Definition, Interface, Namespace
from idlwright.model.docs import Docs, Status, Support, Throws
from idlwright.model.members import Member
from idlwright.view.docs import Badge, DefectView, ExampleView, Markdown, Row

_BROWSERS = {
    "bun": "Bun",
    "chrome": "Chrome",
    "chrome_android": "Chrome for Android",
    "deno": "Deno",
    "edge": "Edge",
    "firefox": "Firefox",
    "firefox_android": "Firefox for Android",
    "ie": "Internet Explorer",
    "nodejs": "Node.js",
    "oculus": "Quest Browser",
    "opera": "Opera",
    "opera_android": "Opera for Android",
    "safari": "Safari",
    "safari_ios": "Safari on iOS",
    "samsunginternet_android": "Samsung Internet",
    "webview_android": "WebView on Android",
    "webview_ios": "WebView on iOS",
}
_ERRORS = frozenset({"TypeError", "RangeError", "SyntaxError", "ReferenceError", "URIError", "EvalError"})
"""Exceptions of the language; all other names are those of a DOMException."""


def badges(status: Status, attributes: Iterable[ExtendedAttribute] = ()) -> tuple[Badge, ...]:
    """Return what a reader has to know of a feature's standing."""
    found = []
    if status.deprecated:
        found.append(Badge(text="Deprecated", kind="deprecated"))
    if status.experimental:
        found.append(Badge(text="Experimental", kind="experimental"))
    if not status.standard:
        found.append(Badge(text="Non-standard", kind="non-standard"))
    if any(attribute.name == "SecureContext" for attribute in attributes):
        found.append(Badge(text="Secure context", kind="secure"))
    return tuple(found)


def browsers(support: tuple[Support, ...]) -> tuple[Row, ...]:
    """Return a row a browser; support is said in words, never by colour alone."""
    return tuple(_browser(each.browser, each.version) for each in support)


@lru_cache(maxsize=4096)
def _browser(name: str, version: str | bool) -> Row:
    return Row(label=escape(_BROWSERS.get(name, name)), text=_version(version))


def _version(version: str | bool) -> Markdown:
    if version is True:
        return Markdown("Yes (version unknown)")
    return Markdown("No") if version is False else Markdown(f"Since version {escape(version)}")


def exposure(context: Context, definition: Definition, member: Member | None = None) -> Markdown:
    """Return in which globals a feature exists, and whether the `js` module of this project has it."""
    names = definition.exposed
    if member is not None and member.exposed is not None:
        names = member.exposed
    if not names or not isinstance(definition, Interface | Namespace):
        return Markdown("")
    where = Markdown("every global") if "*" in names else Markdown(", ".join(code(name) for name in names))
    here = query.exposed_in(definition, member, context.project.global_name)
    module = "has it" if here else "does not have it"
    return Markdown(
        f"Exposed in {where}. The `js` module of this project is that of a {_global(context)} and {module}."
    )


def _global(context: Context) -> Markdown:
    return code(context.project.global_name)


def throws(context: Context, found: tuple[Throws, ...]) -> tuple[Row, ...]:
    """Return a row an exception: its class (a DOMException also has a name) and its condition."""
    return tuple(Row(label=_error(context, each.error), text=context.prose(each.when)) for each in found)


def _error(context: Context, name: str) -> Markdown:
    if name in _ERRORS:
        return code(name)
    if name in context.pages:
        return context.reference(name)
    kind = context.reference("DOMException")
    return Markdown(f"{kind} named {code(name)}")


def examples(context: Context, names: tuple[str, ...]) -> tuple[ExampleView, ...]:
    """Return the programs of a feature, each with what it printed when it was last run."""
    shown = []
    for name in names:
        example = context.examples.get(name)
        if example is not None:
            shown.append(
                ExampleView(
                    title=escape(_title(name, example.code)),
                    code=fenced("python", example.code, title=f"{name}.py"),
                    output=fenced("text", example.output) if example.output.strip() else Markdown(""),
                )
            )
    return tuple(shown)


def _title(name: str, text: str) -> str:
    """Return the first line of a program's docstring, or its name."""
    first = text.partition("\n")[0]
    return first.strip('"').strip().rstrip(".") if first.startswith('"""') else name


def defect(context: Context, found: Defect) -> DefectView:
    """Return a fault of a specification with our decision."""
    return DefectView(
        anchor=found.id,
        title=code(found.id),
        found=context.prose(found.found),
        decision=context.prose(found.decision),
        reason=context.prose(found.reason),
        link=external("specification", found.link),
        affects=Markdown(", ".join(context.reference(path) for path in found.affects)),
    )


def defects(context: Context, paths: Iterable[str]) -> tuple[DefectView, ...]:
    """Return the faults that affect what any of the paths names."""
    wanted = context.defects
    found = {each.id: each for path in paths for each in wanted.get(path, ())}
    return tuple(defect(context, found[key]) for key in sorted(found))


def overrides(context: Context, paths: Iterable[str]) -> tuple[Row, ...]:
    """Return the types that policy changed at any of the paths, with the reasons."""
    return tuple(override(context, each) for path in paths for each in context.overrides.get(path, ()))


def override(context: Context, found: Override) -> Row:
    """Return a changed type: where, its Web IDL, why."""
    owner, _, _argument = found.path.partition("(")
    place = context.pages.get(owner)
    label = code(found.path) if place is None else link(code(found.path), context.prefix + place)
    return Row(label=label, text=context.typed_idl(found.type), detail=context.prose(found.reason))


def specification(context: Context, definition: Definition, docs: Docs) -> Markdown:
    """Return a link to the section of the specification."""
    title = context.specifications.get(definition.spec)
    label = title.title if title is not None else definition.spec
    address = docs.link or (title.url if title is not None else "")
    return external(label, address)
