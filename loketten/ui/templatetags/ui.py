"""The parts of a page. A misspelled argument is a TemplateSyntaxError, never silence."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context, TemplateSyntaxError
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from loketten.ui.icons import DIRECTIONS, ICONS
from loketten.ui.markup import format_html
from loketten.ui.parts import HoursRow, RailItem, Step, Tab

register = template.Library()

NOTHING = mark_safe("")
# What stands before the name of the column in `?sort=`.
ORDERS = {
    "": mark_safe(' aria-sort="ascending"'),
    "-": mark_safe(' aria-sort="descending"'),
}


def one_of(value: str, allowed: Iterable[str], *, tag: str) -> str:
    """Refuse a word that the component does not know."""
    if value not in allowed:
        raise TemplateSyntaxError(f"'{tag}' knows {sorted(allowed)}, not '{value}'.")
    return value


@register.simple_tag(name="icon")
def picture(name: str) -> SafeString:
    """An outline from the sprite. It never stands without a word, so it is silent itself."""
    return _drawn(name)


@cache
def _drawn(name: str) -> SafeString:
    """Once for each name: a page has fifty of them, and the address of the sprite stays."""
    one_of(name, ICONS, tag="icon")
    turned = " icon--direction" if name in DIRECTIONS else ""
    return format_html(
        '<svg class="icon{}" width="20" height="20" aria-hidden="true"><use href="{}#{}"/></svg>',
        turned,
        static("img/icons.svg"),
        name,
    )


def _button_class(kind: str, *, negative: bool, wide: bool) -> str:
    one_of(kind, ("primary", "secondary", "subtle"), tag="button")
    more = (" nl-button--negative" if negative else "") + (" nl-button--wide" if wide else "")
    return f"nl-button nl-button--{kind}{more}"


def _button_content(label: str, icon_name: str) -> SafeString:
    start = NOTHING
    if icon_name:
        start = format_html('<span class="nl-button__icon-start">{}</span>', picture(icon_name))
    return format_html('{}<span class="nl-button__label">{}</span>', start, label)


@register.simple_tag
def button(
    label: str,
    *,
    kind: str = "primary",
    icon: str = "",
    busy: str = "",
    name: str = "",
    value: str = "",
    negative: bool = False,
    wide: bool = False,
) -> SafeString:
    """Submits its form. `busy` are the words while it is sent; a second press does nothing."""
    attributes = NOTHING
    if busy:
        attributes = format_html(' data-busy="{}"', busy)
    if name:
        attributes += format_html(' name="{}" value="{}"', name, value)
    return format_html(
        '<button class="{}" type="submit"{}>{}</button>',
        _button_class(kind, negative=negative, wide=wide),
        attributes,
        _button_content(label, icon),
    )


@register.simple_tag
def link_button(
    label: str, *, url: str, kind: str = "secondary", icon: str = "", wide: bool = False
) -> SafeString:
    """Goes somewhere, and is the main thing to do there."""
    return format_html(
        '<a class="{}" href="{}">{}</a>',
        _button_class(kind, negative=False, wide=wide),
        url,
        _button_content(label, icon),
    )


@register.simple_tag
def go(label: str, *, url: str, icon: str = "arrow-right") -> SafeString:
    """A link with weight: the arrow onward stands behind the words, every other icon before."""
    drawn = picture(icon)
    before, after = (NOTHING, drawn) if icon == "arrow-right" else (drawn, NOTHING)
    return format_html('<a class="nl-link go" href="{}">{}{}{}</a>', url, before, label, after)


@register.simple_tag
def badge(label: str, *, tone: str = "plain", icon: str = "") -> SafeString:
    """A fact in a few words. tone: plain | brand | ok | warn | err."""
    one_of(tone, ("plain", "brand", "ok", "warn", "err"), tag="badge")
    return format_html(
        '<span class="nl-data-badge{}">{}{}</span>',
        "" if tone == "plain" else f" badge--{tone}",
        picture(icon) if icon else NOTHING,
        label,
    )


@register.inclusion_tag("components/chip.html")
def chip(label: str, *, url: str, state: str = "plain") -> dict[str, Any]:
    """A filter as a link. state: plain | chosen (the link takes it away) | current."""
    one_of(state, ("plain", "chosen", "current"), tag="chip")
    return {"label": label, "url": url, "state": state}


@register.inclusion_tag("components/rail.html")
def rail(items: Iterable[RailItem]) -> dict[str, Any]:
    """The menu beside a workplace; a strip that scrolls on a phone."""
    return {"items": list(items)}


@register.inclusion_tag("components/tabs.html")
def tabs(items: Iterable[Tab], *, label: str) -> dict[str, Any]:
    """The pages of one file: real links."""
    return {"items": list(items), "label": label}


@register.inclusion_tag("components/stepper.html")
def stepper(steps: Iterable[Step]) -> dict[str, Any]:
    """Where somebody is in a form of several pages."""
    return {"steps": list(steps)}


@register.inclusion_tag("components/pages.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Numbers that keep the rest of the query; nothing when there is one page."""
    # As texts: a template takes its time to write a number as each country does.
    numbers = map(str, page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
    query = context["request"].GET.copy()
    query.pop("page", None)
    rest = f"&{query.urlencode()}" if query else ""
    return {"page": page, "current": str(page.number), "numbers": list(numbers), "rest": rest}


@register.inclusion_tag("components/progress.html")
def progress(label: str, *, done: int, of: int) -> dict[str, Any]:
    """How far a task is, in words and as a bar."""
    return {"label": label, "done": done, "of": of}


@register.inclusion_tag("components/hours.html")
def hours(rows: Iterable[HoursRow], *, caption: str) -> dict[str, Any]:
    """Opening hours, one row a day; today stands out in weight and in words."""
    return {"rows": list(rows), "caption": caption}


@register.simple_block_tag
def data_table(content: SafeString, *, caption: str, is_titled: bool = False) -> SafeString:
    """A table that scrolls by itself on a phone, also with the keyboard. `is_titled`: a heading
    above it says the same, so the caption is only read aloud."""
    quiet = mark_safe(' class="visually-hidden"') if is_titled else NOTHING
    return format_html(
        '<div class="table-scroll" role="region" tabindex="0" aria-label="{0}">'
        '<table class="utrecht-table"><caption{2}>{0}</caption>{1}</table></div>',
        caption,
        content,
        quiet,
    )


@register.simple_tag(takes_context=True)
def column(context: Context, label: str, *, sort: str = "", number: bool = False) -> SafeString:
    """The head of a column. With `sort` a link that keeps the query; pressed again it turns the
    order round."""
    side = mark_safe(' class="number"') if number else NOTHING
    if not sort:
        return format_html('<th scope="col"{}>{}</th>', side, label)
    query = context["request"].GET.copy()
    chosen = query.get("sort", "")
    order = ORDERS.get(chosen.removesuffix(sort), NOTHING) if chosen.endswith(sort) else NOTHING
    query["sort"] = f"-{sort}" if chosen == sort else sort
    query.pop("page", None)
    return format_html(
        '<th scope="col"{}{}><a href="?{}">{}</a></th>',
        side,
        order,
        query.urlencode(),
        label,
    )


@register.simple_block_tag
def note(content: SafeString, *, tone: str = "warn") -> SafeString:
    """A message on the page; its first sentence is bold. tone: ok | info | warn | err."""
    one_of(tone, ("ok", "info", "warn", "err"), tag="note")
    return format_html('<div class="note note--{}">{}</div>', tone, content)


@register.simple_block_tag
def toast(content: SafeString) -> SafeString:
    """What was just done, read aloud at once; it stays until the next page."""
    return format_html('<div class="toast" role="status">{}{}</div>', picture("check"), content)


@register.simple_block_tag
def empty_state(content: SafeString, *, title: str, level: int = 2) -> SafeString:
    """Nothing here yet: what this is, and the one step to take."""
    return format_html(
        '<div class="empty"><h{0} class="empty__title">{1}</h{0}>{2}</div>', level, title, content
    )


@register.simple_block_tag
def panel(content: SafeString, *, title: str, tone: str = "plain", id: str = "") -> SafeString:
    """A titled box, for what is separate. tone: plain | tint | danger."""
    one_of(tone, ("plain", "tint", "danger"), tag="panel")
    return format_html(
        '<section class="panel stack{}"{}><h2>{}</h2>{}</section>',
        "" if tone == "plain" else f" panel--{tone}",
        format_html(' id="{}"', id) if id else NOTHING,
        title,
        content,
    )


@register.simple_block_tag
def group(content: SafeString, *, title: str, more: str = "") -> SafeString:
    """Rows under an ink rule; `more` is a quiet remark beside the title."""
    return format_html(
        '<section class="group"><h2>{}{}</h2>{}</section>',
        title,
        format_html(" <small>{}</small>", more) if more else NOTHING,
        content,
    )


@register.simple_block_tag
def dialog(content: SafeString, *, title: str, id: str) -> SafeString:
    """A question whose buttons are the answers; only when there is no way to undo."""
    return format_html(
        '<dialog class="dialog stack" id="{0}" aria-labelledby="{0}-title" open>'
        '<h2 id="{0}-title">{1}</h2>{2}</dialog>',
        id,
        title,
        content,
    )
