"""How a learn-work place is said: pay, hours, and the text of an employer."""

from collections.abc import Mapping
from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from loketten.kit.phones import spaced_phone
from vacancies.choices import PayPer
from vacancies.models.place import LearnWorkPlace

register = template.Library()

# What people type before the lines of a list.
_BULLETS = ("-", "*", "•", "–", "·")


@register.filter
def pay(place: LearnWorkPlace) -> str:
    """ "€ 2.180 tot € 2.350 per maand"; empty when nobody told us."""
    if place.pay_from is None:
        return ""
    words = {"from": _euros(place.pay_from), "to": _euros(place.pay_to or place.pay_from)}
    is_range = place.pay_to is not None and place.pay_to != place.pay_from
    if place.pay_per == PayPer.HOUR:
        text = _("%(from)s to %(to)s an hour") if is_range else _("%(from)s an hour")
    else:
        text = _("%(from)s to %(to)s a month") if is_range else _("%(from)s a month")
    return text % words


@register.filter
def week_hours(place: LearnWorkPlace) -> str:
    """ "32 uur", "24 tot 28 uur"."""
    if place.hours_from == place.hours_to:
        return _("%(hours)s hours") % {"hours": place.hours_from}
    return _("%(from)s to %(to)s hours") % {"from": place.hours_from, "to": place.hours_to}


@register.filter
def apart(km: float) -> str:
    """A distance as people say it: whole kilometres."""
    whole = round(km)
    return _("%(km)s km") % {"km": whole} if whole else _("less than 1 km")


@register.filter
def phone_words(phone: str) -> str:
    """As people read it aloud."""
    return spaced_phone(phone)


@register.filter
def label_of(labels: Mapping[str, str], key: str) -> str:
    """The words for a code, from the labels of its list."""
    return labels.get(key.partition(".")[2], "")


@register.filter
def prose(text: str) -> SafeString:
    """Paragraphs, and lists where somebody typed lines with a dash; nothing else is let in."""
    blocks: list[tuple[bool, list[str]]] = []
    was_empty = True
    for line in text.splitlines():
        words = line.strip()
        is_item = words.startswith(_BULLETS) and len(words) > 1
        goes_on = bool(blocks) and blocks[-1][0] is is_item and (is_item or not was_empty)
        if words and not goes_on:
            blocks.append((is_item, []))
        if words:
            blocks[-1][1].append(words[1:].strip() if is_item else words)
        was_empty = not words
    return format_html_join("", "{}", ((_block(is_list, lines),) for is_list, lines in blocks))


def _block(is_list: bool, lines: list[str]) -> SafeString:
    """The desks write Dutch, and on a page in English a voice that reads aloud should know."""
    if is_list:
        return format_html(
            '<ul lang="nl">{}</ul>', format_html_join("", "<li>{}</li>", ((x,) for x in lines))
        )
    return format_html(
        '<p lang="nl">{}</p>', format_html_join(SafeString("<br>"), "{}", ((x,) for x in lines))
    )


def _euros(amount: Decimal) -> str:
    is_whole = amount == amount.to_integral_value()
    return "€\N{NO-BREAK SPACE}" + number_format(
        amount, decimal_pos=0 if is_whole else 2, force_grouping=True
    )
