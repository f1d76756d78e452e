"""Django finds a model only when its package names it."""

from portal.workplace.models.review import ReviewedLook, WeekReview

__all__ = ["ReviewedLook", "WeekReview"]
