"""The version of the API; every answer carries it."""

API_VERSION = "1.0.0"
