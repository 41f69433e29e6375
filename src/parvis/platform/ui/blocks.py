"""Block components: `{% card title="…" %} … {% slot foot %} … {% endslot %}{% endcard %}`.

The template of the component receives its arguments, `content` and `slots`.
"""

from __future__ import annotations

from typing import Any

from django.template import Library, Node, NodeList
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.context import Context
from django.template.exceptions import TemplateSyntaxError
from django.utils.safestring import SafeString


class Slot(Node):
    """A named part of the component around it; draws nothing by itself."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name, self.nodelist = name, nodelist

    def render(self, context: Context) -> SafeString:  # noqa: ARG002 -- Django's signature
        return SafeString("")


class Block(Node):
    """A component with content."""

    def __init__(
        self,
        template: str,
        values: dict[str, FilterExpression],
        nodelist: NodeList,
        defaults: dict[str, Any],
    ) -> None:
        self.template, self.values, self.nodelist = template, values, nodelist
        self.defaults = defaults
        self.slots = [node for node in nodelist if isinstance(node, Slot)]

    def render(self, context: Context) -> SafeString:
        values = {name: value.resolve(context) for name, value in self.values.items()}
        inner = self.defaults | values
        inner["content"] = self.nodelist.render(context)
        inner["slots"] = {slot.name: slot.nodelist.render(context) for slot in self.slots}
        assert context.template is not None
        template = context.template.engine.get_template(self.template)
        return template.render(context.new(inner))


def slot_tag(parser: Parser, token: Token) -> Slot:
    """`{% slot name %} … {% endslot %}`, directly inside a block component."""
    parts = token.split_contents()
    if len(parts) != 2:  # noqa: PLR2004 -- the tag and its name
        raise TemplateSyntaxError("slot takes one name")
    nodelist = parser.parse(("endslot",))
    parser.delete_first_token()
    return Slot(parts[1], nodelist)


def register_block(register: Library, name: str, template: str, **defaults: Any) -> None:
    """Give the library a block tag `name … endname` whose arguments are those of `defaults`."""

    def compile_block(parser: Parser, token: Token) -> Block:
        parts = token.split_contents()[1:]
        values = token_kwargs(parts, parser)
        unknown = [*parts, *sorted(set(values) - set(defaults))]
        if unknown:
            known = ", ".join(sorted(defaults))
            raise TemplateSyntaxError(f"{name}: unknown {unknown[0]!r}; it takes {known}")
        nodelist = parser.parse((f"end{name}",))
        parser.delete_first_token()
        return Block(template, values, nodelist, defaults)

    register.tag(name, compile_block)
