from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "loketten.tenancy"
    label = "tenancy"
