"""Addresses of employers and vacancies, below those of a desk."""

from django.urls import path

from vacancies.views import contacts, employers, recognitions, steps, vacancies, visits

app_name = "vacancies"
urlpatterns = [
    path("werkgevers", employers.employers, name="employers"),
    path("werkgevers/nieuw", employers.employer_new, name="employer_new"),
    path("werkgevers/<uuid:employer>/wijzig", employers.employer_edit, name="employer_edit"),
    path("werkgevers/<uuid:employer>/archief", employers.employer_archive, name="employer_archive"),
    path("werkgevers/<uuid:employer>/contacten/nieuw", contacts.contact_new, name="contact_new"),
    path(
        "werkgevers/<uuid:employer>/contacten/<int:person>/wijzig",
        contacts.contact_edit,
        name="contact_edit",
    ),
    path("werkgevers/<uuid:employer>/bezoeken/nieuw", visits.visit_new, name="visit_new"),
    path(
        "werkgevers/<uuid:employer>/bezoeken/<int:visit>/wijzig",
        visits.visit_edit,
        name="visit_edit",
    ),
    path(
        "werkgevers/<uuid:employer>/bezoeken/<int:visit>/intrekken",
        visits.visit_withdraw,
        name="visit_withdraw",
    ),
    path(
        "werkgevers/<uuid:employer>/bezoeken/<int:visit>/klaar",
        visits.visit_done,
        name="visit_done",
    ),
    path(
        "werkgevers/<uuid:employer>/erkenningen/nieuw",
        recognitions.recognition_new,
        name="recognition_new",
    ),
    path(
        "werkgevers/<uuid:employer>/erkenningen/<int:recognition>/wijzig",
        recognitions.recognition_edit,
        name="recognition_edit",
    ),
    path("vacatures", vacancies.vacancies, name="list"),
    path("vacatures/nieuw", vacancies.vacancy_new, name="new"),
    path("vacatures/<uuid:vacancy>/wijzig", vacancies.vacancy_edit, name="edit"),
    path("vacatures/<uuid:vacancy>/voorbeeld", vacancies.preview, name="preview"),
    path("vacatures/<uuid:vacancy>/publiceer", steps.publish, name="publish"),
    path("vacatures/<uuid:vacancy>/ververs", steps.refresh, name="refresh"),
    path("vacatures/<uuid:vacancy>/sluit", steps.close, name="close"),
    path("vacatures/<uuid:vacancy>/heropen", steps.reopen, name="reopen"),
]
