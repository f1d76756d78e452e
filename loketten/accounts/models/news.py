"""News of the national team to the desks, and who has read it."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from loketten.accounts.models.membership import Membership
from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import DeskModel

LONGEST_TITLE, LONGEST_TEXT = 120, 1500


class NewsQuerySet(models.QuerySet["News"]):
    def on(self, day: date) -> "NewsQuerySet":
        """Both ends count."""
        return self.filter(first_day__lte=day, last_day__gte=day)

    def for_desk(self, desk_id: int) -> "NewsQuerySet":
        """To all desks, or to this one among others."""
        return self.filter(Q(desk_ids=[]) | Q(desk_ids__contains=[desk_id]))

    def unread_by(self, member: Membership) -> "NewsQuerySet":
        """Of the desk that is open."""
        read = NewsRead.objects.filter(news=OuterRef("pk"), member=member)
        return self.filter(~Exists(read))


class News(models.Model):
    """In both languages, from the first day until the last; without desks it is for all."""

    title_nl = models.CharField(_("Dutch title"), max_length=LONGEST_TITLE)
    title_en = models.CharField(_("English title"), max_length=LONGEST_TITLE)
    text_nl = models.TextField(_("Dutch text"), max_length=LONGEST_TEXT)
    text_en = models.TextField(_("English text"), max_length=LONGEST_TEXT)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    # Desks are never deleted, so numbers will do.
    desk_ids = ArrayField(models.BigIntegerField(), verbose_name=_("desks"), default=list)
    # Of the form that made it: pressed twice it is one piece of news.
    key = models.UUIDField(unique=True, editable=False)

    objects: ClassVar[Any] = NewsQuerySet.as_manager()

    class Meta:
        ordering = ("-first_day", "-pk")
        constraints = [
            models.CheckConstraint(
                name="news_ends_after_start",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day is not before the first day."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """In the language of the reader."""
        return self.title_en if _is_english() else self.title_nl

    @property
    def text(self) -> str:
        return self.text_en if _is_english() else self.text_nl


class NewsRead(DeskModel):
    """Somebody of this desk put it away."""

    news = models.ForeignKey(News, models.PROTECT, related_name="+")
    member = desk_key("accounts.Membership", related_name="+")

    objects: ClassVar[Any] = DeskManager()

    class Meta:
        constraints = [
            SameDesk(field="member"),
            models.UniqueConstraint(name="newsread_once", fields=["desk", "member", "news"]),
        ]

    def __str__(self) -> str:
        return f"{self.news_id} {self.member_id}"


def _is_english() -> bool:
    return (get_language() or "nl").startswith("en")
