"""Templates whose fixed parts are drawn when they are loaded, not each time that they are shown."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.template import Context, Node, NodeList, Template
from django.template.base import FilterExpression, TextNode
from django.template.defaulttags import IfNode, LoadNode, URLNode
from django.template.library import SimpleNode
from django.template.loaders import base, cached
from django.templatetags.i18n import LanguageNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch
from django.utils.translation import get_language

from loketten.ui.templatetags.ui import picture


class _Folding(base.Loader):
    """Between the loader that keeps templates and those that find them, so that what is kept is
    whole already: threads that load one template at the same moment fold one each."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        template: Template = super().get_template(template_name, skip)
        _fold(template.nodelist)
        return template


class Loader(cached.Loader, _Folding):
    """Keeps each template once for each language: its literal words translated, its icons, files
    and addresses filled in. A quarter of the time of a public page went there."""

    def cache_key(self, template_name: str, skip: Any = None) -> str:
        return f"{get_language()}:{super().cache_key(template_name, skip)}"


def _fold(nodes: NodeList) -> None:
    """In place, and all that lies within; texts that come to stand side by side become one."""
    for node in nodes:
        for within in _nodelists(node):
            _fold(within)
    nodes[:] = _joined(_folded(node) for node in nodes)


def _nodelists(node: Node) -> Iterator[NodeList]:
    if isinstance(node, LanguageNode):  # what lies within speaks another language
        return
    if isinstance(node, IfNode):
        yield from (nodes for _, nodes in node.conditions_nodelists)
        return
    yield from (value for value in vars(node).values() if isinstance(value, NodeList))


def _folded(node: Node) -> Node:
    if not _is_fixed(node):
        return node
    try:
        return TextNode(node.render(Context()))
    except (NoReverseMatch, ValueError):
        # An address or a file that is not there may stand in a part that is never shown.
        return node


def _joined(nodes: Iterable[Node]) -> list[Node]:
    joined: list[Node] = []
    for node in nodes:
        if isinstance(node, TextNode) and joined and isinstance(joined[-1], TextNode):
            joined[-1] = TextNode(joined[-1].s + node.s)
        else:
            joined.append(node)
    return joined


def _is_fixed(node: Node) -> bool:
    """Whether it says the same on every page of one language."""
    match node:
        case LoadNode():
            return True
        case TranslateNode(asvar=None, message_context=None):
            return _is_literal(node.filter_expression)
        case URLNode(asvar=None, args=[]) if not node.kwargs:
            return _is_literal(node.view_name)
        case StaticNode(varname=None):
            return _is_literal(node.path)
        case SimpleNode(func=func, target_var=None) if func is picture:
            return all(map(_is_literal, [*node.args, *node.kwargs.values()]))
    return False


def _is_literal(expression: FilterExpression) -> bool:
    var = expression.var
    return not expression.filters and (isinstance(var, str) or var.lookups is None)
