"""Addresses of what spans the apps; those of a desk start with its own."""

from django.urls import path

from portal.workplace.views import (
    access_log,
    agenda,
    calendar,
    day,
    employer,
    figure_files,
    file,
    file_log,
    handing,
    my_files,
    news,
    reason,
    report,
    request,
    requests,
    review,
    vacancy,
)

app_name = "workplace"
urlpatterns = [
    path("", day.day, name="day"),
    path("/nieuws/<int:news>/gelezen", news.news_read, name="news_read"),
    path("/agenda", agenda.agenda, name="agenda"),
    path("/agenda/koppelen", calendar.calendar, name="calendar"),
    path("/agenda/koppelen/beeindigen", calendar.calendar_end, name="calendar_end"),
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
    path("/aanvragen", requests.requests, name="requests"),
    path("/aanvragen/interesse", requests.interests, name="interests"),
    path("/aanvragen/meldingen", requests.reports, name="reports"),
    path("/aanvragen/meldingen/<uuid:complaint>", report.report_page, name="report"),
    path("/aanvragen/<uuid:question>", request.request_page, name="request"),
    path("/aanvragen/<uuid:question>/oppakken", request.request_take, name="request_take"),
    path(
        "/aanvragen/<uuid:question>/teruggeven", request.request_give_back, name="request_give_back"
    ),
    path("/aanvragen/<uuid:question>/afronden", request.request_end, name="request_end"),
    path("/aanvragen/<uuid:question>/dossier", request.request_file, name="request_file"),
    path("/aanvragen/<uuid:question>/koppelen", request.request_join, name="request_join"),
    path("/aanvragen/<uuid:question>/ontkoppelen", request.request_part, name="request_part"),
    path("/inzage", access_log.access_log, name="access_log"),
    path("/inzage/weken", review.weeks, name="review_weeks"),
    path("/inzage/weken/<str:week>", review.week, name="review_week"),
]
