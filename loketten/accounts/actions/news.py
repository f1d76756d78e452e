"""News of the national team to the desks."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from loketten.accounts.actions.seen import refuse_unseen
from loketten.accounts.models import Membership, News, NewsRead, User
from loketten.audit import log
from loketten.audit.actors import Actor, ActorKind
from loketten.kit.bsn import refuse_bsn

TEXTS = ("title_nl", "title_en", "text_nl", "text_en")
SHOWN = (*TEXTS, "first_day", "last_day", "desk_ids")


@transaction.atomic
def publish_news(
    *,
    by: User,
    key: UUID,
    first_day: date,
    last_day: date,
    desk_ids: Sequence[int],
    vouched: Collection[str] = (),
    **texts: str,
) -> News:
    """For some desks, or for all when none is named. Pressed twice it is one piece of news."""
    vouched_for = refuse_bsn({name: texts[name] for name in TEXTS}, vouched=vouched)
    news, is_new = News.objects.get_or_create(
        key=key,
        defaults={
            **texts,
            "first_day": first_day,
            "last_day": last_day,
            "desk_ids": sorted(desk_ids),
        },
    )
    assert isinstance(news, News)
    if is_new:
        _note_platform("news.published", news, by=by)
        _note_vouched(news, vouched_for, by=by)
    return news


@transaction.atomic
def change_news(
    news: News, *, by: User, seen: str, vouched: Collection[str] = (), **values: Any
) -> list[str]:
    """Returns what changed. Who put it away does not see it again: it is no other news."""
    vouched_for = refuse_bsn({name: values[name] for name in TEXTS}, vouched=vouched)
    locked = News.objects.select_for_update().get(pk=news.pk)
    wanted = {**values, "desk_ids": sorted(values["desk_ids"])}
    refuse_unseen(shown_of(locked), wanted, seen)
    changed = [name for name, value in wanted.items() if getattr(locked, name) != value]
    if changed:
        for name in changed:
            setattr(locked, name, wanted[name])
        locked.save(update_fields=changed)
        _note_platform("news.changed", locked, by=by, changed=changed)
        _note_vouched(locked, vouched_for, by=by)
    return changed


@transaction.atomic
def take_news_back(news: News, *, by: User) -> None:
    """Nobody sees it from now on; it stays in the list. A second press changes nothing."""
    locked = News.objects.select_for_update().get(pk=news.pk)
    yesterday = timezone.localdate() - timedelta(days=1)
    if locked.last_day <= yesterday:
        return
    locked.last_day = yesterday
    locked.first_day = min(locked.first_day, yesterday)
    locked.save(update_fields=["first_day", "last_day"])
    _note_platform("news.taken_back", locked, by=by, changed=["last_day"])


@transaction.atomic
def put_news_away(news: News, *, by: Membership) -> None:
    """At the desk that is open: it does not show on her day again."""
    _row, is_new = NewsRead.objects.get_or_create(news=news, member=by)
    if is_new:
        log.note("news.read", news, by=by.actor)


def shown_of(news: News) -> dict[str, Any]:
    """What the form of a piece of news shows and changes."""
    return {name: getattr(news, name) for name in SHOWN}


def _note_platform(action: str, news: News, *, by: User, changed: Sequence[str] = ()) -> None:
    log.note_platform(action, news, by=Actor(ActorKind.USER, by.pk), changed=changed)


def _note_vouched(news: News, fields: Sequence[str], *, by: User) -> None:
    """Somebody said that nine digits are no citizen service number: who, where, never which."""
    if fields:
        _note_platform("bsn.overruled", news, by=by, changed=fields)
