"""The files behind a figure of the desk."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from advice.figures import COLUMNS, clients_behind
from clients.models import Client
from clients.perms import can_read_files
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right
from loketten.audit.log import note
from loketten.tenancy.models import Code
from loketten.ui.paging import page_of
from portal.reporting.desk_periods import LABELS, DeskPeriod, read_desk_period, window_of

THEME = "theme"


@desk_view(Right.READ_DESK_FIGURES)
def figure_files(request: DeskRequest) -> HttpResponse:
    """Who had the talks of one row; period, list and code stand in the address."""
    asked = {name: request.GET.get(name, "") for name in ("periode", "thema", "soort", "code")}
    period = read_desk_period(asked["periode"]) or DeskPeriod.THIS_YEAR
    keys = {key for key in (asked["thema"], asked["code"]) if key and key.isprintable()}
    labels = {code.key: code.label for code in Code.objects.filter(pk__in=keys)}
    theme, codes, remarks = _read(asked, labels)
    window = window_of(period, timezone.localdate())
    found = Client.objects.by_name().filter(pk__in=clients_behind(window, theme=theme, **codes))
    page, remark = page_of(found.with_files(), request.GET.get("page", "1"))
    note("client.listed", by=request.member.actor, shown=[client.pk for client in page])
    about = [str(LABELS[period]), labels.get(theme, "")]
    about += [labels.get(key, _("No outcome written down")) for key in codes.values()]
    context: dict[str, Any] = {
        "page": page,
        "about": ", ".join(words for words in about if words),
        "remarks": [*remarks, *([remark] if remark else [])],
        "can_read": can_read_files(request.member),
        "figures_url": _back(request, period, theme),
    }
    return render(request, "workplace/figure_files.html", context)


def _read(asked: dict[str, str], labels: dict[str, str]) -> tuple[str, dict[str, str], list[str]]:
    """The theme and the code that are asked for; what is unknown is said and left out."""
    theme, what, code = asked["thema"], asked["soort"], asked["code"]
    unknown = bool(theme) and theme not in labels
    unknown |= bool(what) and what not in {THEME, *COLUMNS}
    unknown |= bool(code) and code not in labels
    remarks = [_("We do not know this choice. You see everybody of the period.")]
    if unknown:
        return "", {}, remarks
    if what == THEME:
        return code or theme, {}, []
    return theme, {what: code} if what else {}, []


def _back(request: DeskRequest, period: DeskPeriod, theme: str) -> str:
    query = QueryDict(mutable=True)
    query["periode"] = period
    if theme:
        query["thema"] = theme
    return f"{reverse('figures:desk', args=[request.desk.slug])}?{query.urlencode()}"
