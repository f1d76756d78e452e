"""How a learn-work place is said: pay, hours, and the text of an employer."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loketten.kit.phones import spaced_phone
from loketten.ui.markup import format_html, format_html_join
from loketten.ui.templatetags.dates import days_ago
from loketten.ui.templatetags.ui import NOTHING, badge, picture
from vacancies.choices import PayPer
from vacancies.models import Listing
from vacancies.models.place import LearnWorkPlace

register = template.Library()

# What people type before the lines of a list.
_BULLETS = ("-", "*", "•", "–", "·")


@register.simple_tag
def place_list(
    listings: Iterable[Listing], *, routes: Mapping[str, str], query: str = ""
) -> SafeString:
    """Listings in a row; `query` keeps the search in the address of the detail.

    Twenty stand on a page, and as a template they took a quarter of its time.
    """
    language, today = get_language(), timezone.localdate()
    asked = f"?{query}" if query else ""
    return format_html(
        '<ul class="places">{}</ul>',
        SafeString(
            "".join(
                _row(
                    one,
                    address=f"{_places_address(language)}/{one.desk.slug}/{one.slug}{asked}",
                    badges=_badges(
                        language,
                        label_of(routes, one.route_id),
                        one.mbo_level,
                        (one.hours_from, one.hours_to),
                        in_evening=one.in_evening,
                        needs_no_diploma=one.needs_no_diploma,
                    ),
                    age=_age(language, timezone.localtime(one.published_at).date(), today),
                )
                for one in listings
            )
        ),
    )


def _row(listing: Listing, *, address: str, badges: SafeString, age: SafeString) -> SafeString:
    return format_html(
        '<li><article class="place"><h3 lang="nl"><a href="{}">{}</a></h3>'
        '<p class="place__meta"><span>{}{}</span><span>{}{}{}</span></p>'
        '<ul class="badges">{}</ul>{}</article></li>',
        address,
        listing.title,
        picture("building"),
        listing.employer_name,
        picture("map-pin"),
        listing.city,
        NOTHING if listing.km is None else f" · {apart(listing.km)}",
        badges,
        age,
    )


# Few places differ in what follows, so that most of it is drawn already. The language is that of
# the words, which the functions below find for themselves.
@lru_cache(maxsize=2048)
def _badges(
    language: str | None,
    route: str,
    level: int | None,
    hours: tuple[int, int],
    *,
    in_evening: bool,
    needs_no_diploma: bool,
) -> SafeString:
    badges = [badge(route, tone="brand")]
    if level:
        badges.append(badge(_("Mbo %(level)s") % {"level": level}))
    badges.append(badge(_hours(*hours)))
    if in_evening:
        badges.append(badge(_("Evenings")))
    if needs_no_diploma:
        badges.append(badge(_("No diploma needed"), tone="ok"))
    return format_html_join("", "<li>{}</li>", ((one,) for one in badges))


@lru_cache(maxsize=512)
def _age(language: str | None, day: date, today: date) -> SafeString:
    return format_html('<p class="place__age">{}</p>', days_ago(day))


@lru_cache(maxsize=8)
def _places_address(language: str | None) -> str:
    """Of the list, below which each place stands; to reverse it costs more than to draw a row."""
    return reverse("public:places")


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
    return _hours(place.hours_from, place.hours_to)


def _hours(least: int | None, most: int | None) -> str:
    if least == most:
        return _("%(hours)s hours") % {"hours": least}
    return _("%(from)s to %(to)s hours") % {"from": least, "to": most}


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
