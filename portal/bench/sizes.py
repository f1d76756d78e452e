"""How large each size is, and how long it is measured."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """`below` is the size with which growth is compared; `demo_scale` is what is multiplied."""

    name: str
    demo_scale: float
    vacancies: int
    clients: int
    talks: int
    counselors: int
    gigabytes: float  # the tables and 4 GB of their log
    shared_buffers: str
    rounds: int
    a_round: int
    window_seconds: float
    looks: int  # of Chromium at each page, with and without brakes
    below: str = ""
    has_many_vacancies: bool = True
    # A hundred thousand talks a year are grouped so fast that nobody needs stored figures.
    judges_raw_figures: bool = False
    judges_growth: bool = False

    @property
    def live_vacancies(self) -> int:
        """The rest has ended: its address still answers."""
        return round(self.vacancies * 0.85)


SIZES = {
    size.name: size
    for size in (
        Size(
            name="smoke",
            demo_scale=0.1,
            vacancies=2_000,
            clients=20_000,
            talks=20_000,
            counselors=0,
            gigabytes=2,
            shared_buffers="256MB",
            rounds=8,
            a_round=12,
            window_seconds=2.0,
            looks=3,
            has_many_vacancies=False,
        ),
        Size(
            name="1x",
            demo_scale=1.0,
            vacancies=100_000,
            clients=1_000_000,
            talks=1_000_000,
            counselors=700,
            gigabytes=8,
            shared_buffers="1GB",
            rounds=8,
            a_round=12,
            window_seconds=5.0,
            looks=5,
            below="smoke",
        ),
        Size(
            name="10x",
            demo_scale=1.0,
            vacancies=1_000_000,
            clients=10_000_000,
            talks=10_000_000,
            counselors=7_000,
            gigabytes=36,
            shared_buffers="4GB",
            rounds=8,
            a_round=12,
            window_seconds=5.0,
            looks=5,
            below="1x",
            judges_raw_figures=True,
            judges_growth=True,
        ),
    )
}
