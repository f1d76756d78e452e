"""The words that listings are made of, so that a typing error can be told from a rare word."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models

LONGEST_WORD = 40


class ListingWord(models.Model):
    """One folded word of something that was published; which listing or desk is not kept."""

    word = models.CharField(max_length=LONGEST_WORD, primary_key=True)

    class Meta:
        indexes = [
            GinIndex(name="listingword_alike", fields=["word"], opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.word
