"""Django finds a model only when its package names it."""

from vacancies.models.employer import Employer, EmployerContact, Recognition
from vacancies.models.listing import Listing
from vacancies.models.question import AdReport, DeskRequest, Interest
from vacancies.models.vacancy import Vacancy
from vacancies.models.visit import EarlierVisitText, EmployerVisit
from vacancies.models.word import ListingWord

__all__ = [
    "AdReport",
    "DeskRequest",
    "EarlierVisitText",
    "Employer",
    "EmployerContact",
    "EmployerVisit",
    "Interest",
    "Listing",
    "ListingWord",
    "Recognition",
    "Vacancy",
]
