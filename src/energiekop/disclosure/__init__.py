"""Disclosure control: which groups may have a figure, and which rounded number stands for its count.

Pure functions at the bottom of the layers: they open no file and no connection, and import nothing of ours.
    groups = draw_groups(register)                    once, kept
    keys = cell_keys(groups, secret)                  kept with the secret, never published
    figures = protect(counts, cells_with_keys, secret)  each build
"""

from energiekop.disclosure.audit import breaches, closest_pairs
from energiekop.disclosure.breakdowns import breakdown_names
from energiekop.disclosure.draws import protect
from energiekop.disclosure.groups import NEARLY_THE_SAME, TOO_SMALL, Groups, draw_groups
from energiekop.disclosure.keys import cell_keys
from energiekop.disclosure.renewal import FROZEN, carried_over, frozen, identities
from energiekop.disclosure.rules import (
    ATTRIBUTES,
    BASE,
    BROKEN_DOWN,
    BROKEN_DOWN_FROM,
    CROSSED,
    KINDS,
    MILESTONES,
    MINIMUM_GROUP,
    PARENT_KIND,
    SPLIT_BY_PARTY,
    TIMED,
    TIMED_FROM,
    counts_behind,
)
from energiekop.disclosure.series import PublishedDates, published_dates
from energiekop.disclosure.turning import Dwellings
from energiekop.disclosure.words import EXPORT_SENTENCE, SCREEN_SENTENCE, shown_words, shown_words_of

__all__ = [
    "ATTRIBUTES",
    "BASE",
    "BROKEN_DOWN",
    "BROKEN_DOWN_FROM",
    "CROSSED",
    "EXPORT_SENTENCE",
    "FROZEN",
    "KINDS",
    "MILESTONES",
    "MINIMUM_GROUP",
    "NEARLY_THE_SAME",
    "PARENT_KIND",
    "SCREEN_SENTENCE",
    "SPLIT_BY_PARTY",
    "TIMED",
    "TIMED_FROM",
    "TOO_SMALL",
    "Dwellings",
    "Groups",
    "PublishedDates",
    "breaches",
    "breakdown_names",
    "carried_over",
    "cell_keys",
    "closest_pairs",
    "counts_behind",
    "draw_groups",
    "frozen",
    "identities",
    "protect",
    "published_dates",
    "shown_words",
    "shown_words_of",
]
