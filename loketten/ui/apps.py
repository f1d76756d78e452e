from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "loketten.ui"
    label = "ui"
