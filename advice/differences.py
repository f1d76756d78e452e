"""What two editors of one talk or appointment made of it, to let the second one choose."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from advice.actions.content import Promise, TalkContent, promise_of
from advice.actions.edit_templates import TemplateContent
from advice.actions.plan_talk import PlanContent
from advice.codes import Choice, Codebook
from advice.models import AdviceSession, PlannedTalk, TalkTemplate
from advice.moments import say_moment
from loketten.ui.parts import Version


def compared(
    saved: AdviceSession, mine: TalkContent, codes: Codebook, owners: Iterable[Choice]
) -> list[Version]:
    """Both shared summaries, and every other shared field that differs; never a private note."""
    step = saved.steps.first()
    themes = [row.theme_id for row in saved.themes.all()]
    theirs, names = promise_of(step), dict(owners)
    summary = Version(_("Summary"), saved.summary, mine.summary)
    others = [
        Version(_("When"), say_moment(saved.held_at), say_moment(mine.held_at)),
        Version(_("How"), codes.label(saved.channel_id), codes.label(mine.channel)),
        Version(_("Kind of talk"), codes.label(saved.kind_id), codes.label(mine.kind)),
        Version(_("Themes"), _listed(themes, codes), _listed(mine.themes, codes)),
        Version(_("Outcome"), codes.label(saved.outcome_id), codes.label(mine.outcome)),
        Version(_("Next step"), _promised(theirs, names), _promised(mine.promise, names)),
    ]
    differing = (version for version in others if version.theirs != version.yours)
    return [summary, *(_said(version) for version in differing)]


def compared_plans(saved: PlannedTalk, mine: PlanContent, codes: Codebook) -> list[Version]:
    """Every field in which the two differ."""
    pairs = [
        Version(_("When"), say_moment(saved.at), say_moment(mine.at)),
        Version(_("How"), codes.label(saved.channel_id), codes.label(mine.channel)),
        Version(_("Kind of talk"), codes.label(saved.kind_id), codes.label(mine.kind)),
        Version(_("Remark"), saved.remark, mine.remark),
    ]
    return [_said(version) for version in pairs if version.theirs != version.yours]


def compared_templates(saved: TalkTemplate, mine: TemplateContent) -> list[Version]:
    """Its texts, where they differ."""
    pairs = [
        Version(_("Name"), saved.name, mine.name),
        Version(_("Summary"), saved.summary, mine.summary),
        Version(_("Next step"), saved.step, mine.step),
    ]
    return [_said(version) for version in pairs if version.theirs != version.yours]


def _said(version: Version) -> Version:
    """An empty side says so in words."""
    nothing = _("nothing filled in")
    return Version(version.label, version.theirs or nothing, version.yours or nothing)


def _listed(themes: Iterable[str], codes: Codebook) -> str:
    return ", ".join(sorted(codes.label(theme) for theme in themes))


def _promised(promise: Promise | None, names: Mapping[str, str]) -> str:
    if promise is None:
        return ""
    said = [promise.what, f"{promise.due_on:%d-%m-%Y}", names.get(str(promise.owner_id))]
    return ", ".join(filter(None, said))
