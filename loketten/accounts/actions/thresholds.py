"""Behind how many people a figure may be shown: chosen from a day on, never looking back."""

from datetime import date
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.models import User
from loketten.accounts.rights import NationalRole
from loketten.audit import log
from loketten.audit.actors import Actor, ActorKind
from loketten.kit.errors import DomainError
from loketten.tenancy.models import Audience, Threshold
from loketten.tenancy.thresholds import forget_threshold


class NotLookingBack(DomainError):
    field = "valid_from"
    message = _("Choose today or a later day. What was published stays as it is.")


class PublicBelowTeam(DomainError):
    field = "public"
    message = _("In public at least as many people as for the national team.")


@transaction.atomic
def choose_thresholds(*, by: User, team: int, public: int, valid_from: date) -> list[str]:
    """Returns for whom it changes. A month that was published keeps every cell as it was."""
    if valid_from < timezone.localdate():
        raise NotLookingBack
    if public < team:
        raise PublicBelowTeam
    # Two administrators at once: the second compares with what the first chose.
    administrators = User.objects.filter(national_roles__contains=[NationalRole.ADMINISTRATOR])
    list(administrators.select_for_update(no_key=True).order_by("pk"))
    wanted = {Audience.TEAM: team, Audience.PUBLIC: public}
    changed = [
        audience
        for audience, value in wanted.items()
        if Threshold.objects.on(valid_from, audience) != value
    ]
    for audience in changed:
        Threshold.objects.create(audience=audience, value=wanted[audience], valid_from=valid_from)
        forget_threshold(valid_from, audience)
        # Once more: a page in between may have kept what held before.
        transaction.on_commit(partial(forget_threshold, valid_from, audience))
    if changed:
        actor = Actor(ActorKind.USER, by.pk)
        log.note_platform("threshold.chosen", Threshold, by=actor, changed=changed)
    return [str(audience) for audience in changed]
