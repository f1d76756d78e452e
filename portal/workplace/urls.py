"""Addresses of what spans the apps; those of a desk start with its own."""

from django.urls import path

from portal.workplace.views import (
    access_log,
    agenda,
    day,
    employer,
    figure_files,
    file,
    file_log,
    handing,
    my_files,
    reason,
    review,
    vacancy,
)

app_name = "workplace"
urlpatterns = [
    path("", day.day, name="day"),
    path("/agenda", agenda.agenda, name="agenda"),
    path("/mijn-dossiers", my_files.my_files, name="my_files"),
    path("/klanten/<str:number>", file.file, name="file"),
    path("/klanten/<str:number>/wie-keek-mee", file_log.file_log, name="file_log"),
    path("/klanten/<str:number>/heropenen", handing.reopen, name="reopen"),
    path("/klanten/<str:number>/overdragen", handing.hand_over, name="hand_over"),
    path("/team/<int:pk>/overdragen", handing.caseload, name="caseload"),
    path("/team/<int:pk>/beeindigen", handing.end_member, name="end_member"),
    path("/klanten/<str:number>/reden", reason.reason, name="reason"),
    path("/werkgevers/<uuid:employer>", employer.employer, name="employer"),
    path("/vacatures/<uuid:vacancy>", vacancy.vacancy, name="vacancy"),
    path("/cijfers/dossiers", figure_files.figure_files, name="figure_files"),
    path("/inzage", access_log.access_log, name="access_log"),
    path("/inzage/weken", review.weeks, name="review_weeks"),
    path("/inzage/weken/<str:week>", review.week, name="review_week"),
]
