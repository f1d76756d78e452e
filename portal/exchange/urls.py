"""Addresses of import and export, among the settings of a desk."""

from django.urls import path

from portal.exchange.views import bringing, explained, exports, home, sending

app_name = "exchange"
urlpatterns = [
    path("instellingen/import-en-export", home.home, name="home"),
    path("instellingen/importeren", sending.send, name="send"),
    path("instellingen/importeren/uitleg", explained.guide, name="guide"),
    path("instellingen/importeren/voorbeeld/<slug:table_kind>", explained.example, name="example"),
    path("instellingen/importeren/<uuid:incoming>", bringing.run, name="run"),
    path("instellingen/importeren/<uuid:incoming>/kolommen", sending.columns, name="columns"),
    path("instellingen/importeren/<uuid:incoming>/begin", bringing.begin, name="begin"),
    path("instellingen/importeren/<uuid:incoming>/stop", bringing.cancel, name="cancel"),
    path("instellingen/importeren/<uuid:incoming>/fouten", bringing.mistakes, name="mistakes"),
    path("instellingen/exporteren", exports.ask, name="ask"),
    path("instellingen/exporteren/<uuid:export>/bestand", exports.fetch, name="fetch"),
    path("instellingen/exporteren/<uuid:export>/weg", exports.cancel, name="export_cancel"),
]
