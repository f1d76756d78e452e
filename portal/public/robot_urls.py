"""Addresses for search engines, which look for them without a language."""

from django.urls import path

from portal.public import sitemap

app_name = "robots"
urlpatterns = [
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-pages.xml", sitemap.sitemap_pages, name="sitemap_pages"),
    path("sitemap-places-<int:part>.xml", sitemap.sitemap_places, name="sitemap_places"),
]
