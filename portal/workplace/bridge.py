"""The bridge as the page of a file shows it: each plank in a few words, with a link behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from apprenticeships.bridge import Bridge, LaidPlank, Row
from apprenticeships.choices import IntroductionResult, PlankState
from apprenticeships.choices import Plank as Name
from loketten.ui.parts import Plank
from loketten.ui.templatetags.dates import day

# What to do about a plank that is missing, or of which nothing is recorded.
_STEPS = {
    Name.COORDINATION: gettext_lazy("Choose a counselor"),
    Name.COACHING: gettext_lazy("Plan a talk"),
    Name.EXPERIENCE: gettext_lazy("Plan a trial placement"),
    Name.MATCHING: gettext_lazy("Introduce to an employer"),
    Name.SECURITY: gettext_lazy("Ask an employer for a promise"),
    Name.FUNDING: gettext_lazy("Ask for money for training"),
    Name.PLACEMENT: gettext_lazy("Write down the placement"),
    Name.AFTERCARE: gettext_lazy("Look at the aftercare"),
}


@dataclass(frozen=True)
class ShownBridge:
    """What the bridge component takes."""

    planks: list[Plank]
    summary: str
    url: str = ""
    step: str = ""


def shown_bridge(bridge: Bridge, *, desk: str, number: str, is_closed: bool) -> ShownBridge:
    """Every plank leads to its records; one sentence says what comes first, while there is more."""

    def url(name: Name) -> str:
        where = {"desk": desk, "number": number, "plank": name.value}
        return reverse("apprenticeships:plank", kwargs=where)

    planks = [
        Plank(str(laid.plank.label), laid.state.value, _words(laid), url(laid.plank))
        for laid in bridge.values()
    ]
    missing = bridge.in_state(PlankState.MISSING)
    unknown = bridge.in_state(PlankState.NOT_RECORDED)
    summary = _summary(len(missing), len(unknown))
    if is_closed or not (missing or unknown):
        return ShownBridge(planks, summary)
    first = (missing or unknown)[0]
    return ShownBridge(planks, summary, url(first), str(_STEPS[first]))


def _summary(missing: int, unknown: int) -> str:
    if missing:
        said = ngettext("One plank is missing.", "%(count)d planks are missing.", missing)
        return said % {"count": missing}
    if unknown:
        said = ngettext(
            "Of one plank nothing is recorded.",
            "Of %(count)d planks nothing is recorded.",
            unknown,
        )
        return said % {"count": unknown}
    return _("No plank is missing.")


def _words(laid: LaidPlank) -> str:
    if laid.is_said:
        return str(laid.state.label)
    words = _WORDS.get(laid.plank)
    return (words and words(laid.records)) or str(laid.state.label)


def _experience(rows: list[Row]) -> str:
    coming = [row for row in rows if not row["result"]]
    if coming:
        return _("Trial on %(day)s") % {"day": day(date.fromisoformat(coming[0]["from_on"]))}
    return _("Not held") if rows and {row["result"] for row in rows} == {"not-held"} else ""


def _matching(rows: list[Row]) -> str:
    open_or_good = [row for row in rows if row["result"] in ("", IntroductionResult.ACCEPTED)]
    if not open_or_good:
        return _("No match yet") if rows else ""
    return ngettext("%(count)d place", "%(count)d places", len(open_or_good)) % {
        "count": len(open_or_good)
    }


def _security(rows: list[Row]) -> str:
    return str(rows[0]["employer"]) if rows else ""


def _funding(rows: list[Row]) -> str:
    states = {row["state"] for row in rows}
    if "granted" in states:
        return ""
    if "asked" in states:
        return _("Asked for")
    return pgettext("funding", "Refused") if rows else ""


def _placement(rows: list[Row]) -> str:
    running = [row for row in rows if row["state"] != "stopped"]
    if rows and not running:
        return _("Stopped on %(day)s") % {"day": day(date.fromisoformat(rows[0]["end"]))}
    started = [row for row in running if row["on"]]
    if started:
        return _("Since %(day)s") % {"day": day(date.fromisoformat(started[0]["on"]))}
    return _("Agreed") if any(row["state"] == "agreed" for row in running) else ""


def _aftercare(rows: list[Row]) -> str:
    if not rows:
        return ""
    done = [row for row in rows if row["outcome"]]
    if not done:
        return _("First on %(day)s") % {"day": day(date.fromisoformat(rows[0]["due_on"]))}
    return _("%(done)d of %(all)d asked") % {"done": len(done), "all": len(rows)}


_WORDS: dict[Name, Callable[[list[Row]], str]] = {
    Name.EXPERIENCE: _experience,
    Name.MATCHING: _matching,
    Name.SECURITY: _security,
    Name.FUNDING: _funding,
    Name.PLACEMENT: _placement,
    Name.AFTERCARE: _aftercare,
}
