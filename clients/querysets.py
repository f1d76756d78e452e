"""Reads of clients and files."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Value
from django.db.models.lookups import GreaterThanOrEqual

from clients.search import Query
from loketten.audit.models import Entry
from loketten.tenancy.managers import DeskQuerySet

if TYPE_CHECKING:
    from clients.models import Client, ClientFile  # noqa: F401  (named in the bases)
    from loketten.accounts.models import Membership

# "jan jansen" and "jan janssen" share 0.73 of their trigrams, "jan jansen" and "jan smit" 0.27.
ALMOST_THE_SAME = 0.5
# The least word similarity of a word of up to three letters, and of a longer one. Tried on 20,000
# invented names with one typing error each: with the wider net for who finds nobody, 96 % stand
# among the first twenty; half of the lists have eight names or fewer; 65 ms.
LIKENESS_OF_SHORT_WORD, LIKENESS_OF_WORD = 0.6, 0.33
# Letters; a shorter part of a name stands in too many names.
SHORTEST_PART = 3


class ClientQuerySet(DeskQuerySet["Client"]):
    def by_name(self) -> Self:
        return self.order_by("sort_key", "id")

    def with_open_file(self, *, owner: "Membership | None" = None) -> Self:
        """Those who are being helped now, by anybody or by one counselor."""
        files = _files().open().filter(client=OuterRef("pk"))
        return self.filter(Exists(files.filter(owner=owner) if owner else files))

    def telling_open_file(self) -> Self:
        """With `has_open_file`."""
        files = _files().open().filter(client=OuterRef("pk"))
        return self.annotate(has_open_file=Exists(files))

    def changed_since(self, moment: datetime) -> Self:
        """She herself or one of her files. The access log knows: what is no look is a change."""
        looks = Q(action__endswith=".viewed") | Q(action__endswith=".listed")
        told = Entry.objects.filter(at__gte=moment, object_id__isnull=False).exclude(looks)
        files = _files().model._meta.label_lower
        changed = told.filter(object_kind=self.model._meta.label_lower).values("object_id")
        changed_files = told.filter(object_kind=files).values("object_id")
        of_files = _files().filter(pk__in=changed_files).values("client")
        return self.filter(Q(pk__in=changed) | Q(pk__in=of_files))

    def without_open_file(self) -> Self:
        return self.exclude(Exists(_files().open().filter(client=OuterRef("pk"))))

    def resembling(
        self, *, search_key: str, birth: date | int | None, email: str, phone: str
    ) -> Self:
        """Who could be the same person: same address or number, same name, or nearly the same
        name and birth."""
        known = Q() if birth is None else _born_like(birth)
        unknown = Q(birth_date__isnull=True, birth_year__isnull=True)
        same = Q(search_key=search_key) & (known | unknown if known else Q())
        if known:
            same |= known & Q(likeness__gte=ALMOST_THE_SAME)
        if email:
            same |= Q(email=email)
        if phone:
            same |= Q(phone=phone)
        return self.annotate(likeness=TrigramSimilarity("search_key", search_key)).filter(same)

    def matching(self, query: Query) -> Self:
        """Every reading of the search field; the best likeness of names comes first."""
        readings = Q()
        if query.number:
            readings |= Q(number=query.number)
        if query.phone:
            readings |= Q(phone=query.phone)
        if query.email:
            readings |= Q(email__contains=query.email)
        if query.words or query.birth is not None:
            readings |= _named(query.words) & (born_on(query.birth) if query.birth else Q())
        return self._by_likeness(query.name).filter(readings) if readings else self.none()

    def resembling_name(self, name: str) -> Self:
        """A wider net for more typing errors, when `matching` finds nobody."""
        return self._by_likeness(name).filter(likeness__gte=ALMOST_THE_SAME)

    def _by_likeness(self, name: str) -> Self:
        likeness = TrigramWordSimilarity(name, "search_key") if name else Value(0.0)
        return self.annotate(likeness=likeness).order_by("-likeness", "sort_key", "id")

    def with_files(self) -> Self:
        """Every file with its counselor, in one query more; the current one comes first."""
        files = _files().current_first().select_related("owner__user")
        return self.prefetch_related(Prefetch("files", files))


class ClientFileQuerySet(DeskQuerySet["ClientFile"]):
    def open(self) -> Self:
        return self.filter(closed_on__isnull=True)

    def newest_first(self) -> Self:
        return self.order_by("-opened_on", "-id")

    def current_first(self) -> Self:
        """The open file, then the others as they were closed."""
        return self.order_by(F("closed_on").desc(nulls_first=True), "-id")


def born_on(birth: date | int) -> Q:
    """A year finds everybody of that year; a day finds who has exactly that day."""
    if isinstance(birth, date):
        return Q(birth_date=birth)
    return Q(birth_year=birth) | Q(birth_date__year=birth)


def _named(words: list[str]) -> Q:
    """Each word stands in the name, give or take a typing error, or the words as they are."""
    if not words:
        return Q()
    alike = Q()
    for word in words:
        alike &= Q(GreaterThanOrEqual(TrigramWordSimilarity(word, "search_key"), _likeness(word)))
    name = " ".join(words)
    return alike | Q(search_key__contains=name) if len(name) >= SHORTEST_PART else alike


def _likeness(word: str) -> float:
    """One wrong letter costs a short word more of its trigrams than a long one."""
    return LIKENESS_OF_SHORT_WORD if len(word) <= SHORTEST_PART else LIKENESS_OF_WORD


def _born_like(birth: date | int) -> Q:
    """A day also resembles the year alone."""
    if isinstance(birth, date):
        return Q(birth_date=birth) | Q(birth_year=birth.year)
    return born_on(birth)


def _files() -> ClientFileQuerySet:
    # The models import this module.
    files: ClientFileQuerySet = apps.get_model("clients", "ClientFile").objects.all()
    return files
