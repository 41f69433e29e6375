"""Templates hold no script, no style, no trust in text, and nothing from elsewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import Template, TemplateSyntaxError
from tests.architecture.excuses import only
from tests.architecture.sources import PACKAGE, ROOT, Module, dotted, modules, templates

COMMENT = re.compile(r"{#.*?#}|{% comment.*?endcomment %}|<!--.*?-->", re.DOTALL)
FORBIDDEN = {
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*application/json)", re.IGNORECASE
    ),
    "a script in an attribute": re.compile(
        r"\s(?:on[a-z]+|hx-on[\w:.-]*)\s*=|javascript:|\bjs:", re.IGNORECASE
    ),
    "something from elsewhere": re.compile(
        r"""(?:\b(?:src|action|content|data|srcset|poster)|<link\b[^>]*\bhref)\s*=\s*["']?\s*(?:https?:)?//""",
        re.IGNORECASE,
    ),
    "text trusted as markup": re.compile(r"\|\s*safe\b|\|\s*safeseq\b|{%\s*autoescape\s+off"),
}
LINK = re.compile(r"""<a\b[^>]*\bhref\s*=\s*["']?\s*(?:https?:)?//([\w.-]+)""", re.IGNORECASE)
# Sites that pages lead to, when somebody follows a link.
LINKS: dict[str, str] = {}
# Where Python says that text is already markup, and why it is.
TRUSTED = {
    "src/parvis/platform/ui/marks.py: SafeString": "one of two tag names written here",
    "src/parvis/platform/ui/tags.py: SafeString": "a block that Django has just rendered",
    "src/parvis/platform/ui/widgets.py: SafeString": "a template that Django has just rendered",
}


def text(path: Path) -> str:
    """The template without its comments, which say what they like."""
    return COMMENT.sub("", path.read_text("utf-8"))


@pytest.mark.parametrize("name", FORBIDDEN)
def test_templates_never_hold(name: str) -> None:
    found = {
        f"{path.relative_to(ROOT)}: {match.group(0).strip()!r}"
        for path in templates()
        for match in FORBIDDEN[name].finditer(text(path))
    }
    only(found, {})


def test_links_that_leave_are_known() -> None:
    only((host for path in templates() for host in LINK.findall(text(path))), LINKS)


@pytest.mark.parametrize(
    ("name", "markup"),
    [
        ("an inline style", '<p style="color:red">'),
        ("an inline script", "<script>alert(1)</script>"),
        ("a script in an attribute", '<a href="#" onclick="go()">'),
        ("a script in an attribute", '<b hx-on:click="go()">'),
        ("something from elsewhere", '<img src="https://cdn.example/x.png">'),
        ("something from elsewhere", '<link href="//cdn.example/x.css">'),
        ("text trusted as markup", "{{ title|safe }}"),
    ],
)
def test_what_is_forbidden_would_be_seen(name: str, markup: str) -> None:
    assert FORBIDDEN[name].search(markup)


def test_text_is_trusted_only_where_it_is_made() -> None:
    found = {f"{module.place}: {name}" for module in modules() for name in _trusting(module)}
    only(found, TRUSTED)


def _trusting(module: Module) -> Iterator[str]:
    """Calls that say "this text is markup"; a constant without a value in it is one."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            name = dotted(node.func).rpartition(".")[2]
            constant = all(isinstance(argument, ast.Constant) for argument in node.args)
            if name in {"mark_safe", "SafeString", "SafeText"} and not constant:
                yield name
        if isinstance(node, ast.Attribute) and node.attr == "is_safe":
            yield "is_safe"


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_template_compiles(path: Path) -> None:
    try:
        Template(path.read_text("utf-8"))
    except TemplateSyntaxError as error:
        pytest.fail(f"{path.relative_to(ROOT)}: {error}")
