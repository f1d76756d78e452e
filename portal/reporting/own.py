"""What a desk counts of itself over any stretch of time, in one query."""

from datetime import date
from typing import Any

from advice import figures as talks
from apprenticeships import figures as trajectories
from clients.figures import files_opened
from loketten.kit.counts import Count, read_counts
from loketten.kit.windows import Window
from loketten.tenancy.models import Code
from vacancies import figures as vacancies


class OwnFigures:
    """Live and whole. What has nothing to do with a theme is not counted when one is chosen."""

    def __init__(self, window: Window, *, trend: Window, theme: str = "") -> None:
        parts = [
            *talks.talks_by_everything([window], theme=theme),
            talks.talks_by_month(trend, theme=theme),
            trajectories.aftercare_by_outcome(window),
            Code.objects.words(),
            *([] if theme else _without_a_theme(window)),
        ]
        self.words: dict[str, str] = {}
        self._rows: dict[str, list[Count]] = {}
        for row in read_counts(parts):
            if row.words:
                self.words[row.key] = row.words
            else:
                self._rows.setdefault(row.what, []).append(row)

    def of(self, what: str) -> Count:
        """The whole of something that has no keys."""
        return next(iter(self.by_key(what)), Count(what))

    def by_key(self, what: str) -> list[Count]:
        """The largest first; nothing for what is 0."""
        return sorted(self._rows.get(what, []), key=lambda row: (-row.value, row.key))

    def weeks_waited(self) -> dict[int, int]:
        """How many people waited how long."""
        return {int(row.key): row.people for row in self.by_key("waiting")}

    def by_month(self) -> dict[date, int]:
        """Talks by the first day of their month."""
        return {date.fromisoformat(row.key): row.value for row in self.by_key("month")}


def _without_a_theme(window: Window) -> list[Any]:
    return [
        files_opened(window),
        talks.weeks_waited(window),
        talks.contacts(window),
        talks.heads_in_groups(window),
        *trajectories.steps(window),
        trajectories.running_now(),
        vacancies.first_online(window),
        vacancies.filled(window),
        *vacancies.online_now(),
    ]
