"""Every address of the portal; English stands under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from portal.health import views as health
from portal.national.emergency.site import door

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("api/v1/", include("portal.api.urls")),
    path("", include("portal.public.robot_urls")),
    *i18n_patterns(
        path("", include("portal.public.urls")),
        path("", include("portal.api.page_urls")),
        path("account/", include("loketten.accounts.urls")),
        # Before the file, whose number could otherwise be "nieuw".
        path("bureau/<slug:desk>/", include("clients.urls")),
        path("bureau/<slug:desk>/", include("apprenticeships.urls")),
        path("bureau/<slug:desk>", include("portal.workplace.urls")),
        path("bureau/<slug:desk>/", include("vacancies.urls")),
        path("bureau/<slug:desk>/", include("advice.urls")),
        path("bureau/<slug:desk>/", include("loketten.accounts.desk_urls")),
        path("bureau/<slug:desk>/", include("portal.exchange.urls")),
        path("", include("portal.workplace.calendar_urls")),
        path("", include("portal.reporting.urls")),
        path("landelijk/beheer/techniek", include("portal.operations.urls")),
        path("landelijk", include("portal.national.urls")),
        path("landelijk/beheer/nooddeur", door.urls),
        path("demo/", include("portal.demo.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "portal.api.problems.bad_request"
handler403 = "portal.public.errors.forbidden"
handler404 = "portal.public.errors.not_found"
handler429 = "loketten.accounts.limits.too_many"
handler500 = "portal.api.problems.server_error"
