"""Who follows the number of one street week by week: what do they learn of its exact count?

They know the rule, the dwellings and how fast the town grows; not the secret, nor which pace a street has. A number
leaves five counts open, from two below it to two above. Beside each count stands the draw of its level, which holds
as long as the count stays in those three, and tells nothing of the next: three draws, equally likely.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.stats import binom

from energiekop.disclosure.rules import BASE, highest_shown

_OPEN = np.arange(1 - BASE, BASE)  # counts beside the number shown
_DRAWS = np.arange(BASE)
# Per street the counts that are open, and how likely each is.
Posterior = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Growth:
    """A town in which each dwelling signs up at the same chance every week, but for the pace of its street.

    share: of all dwellings, after `weeks`. paces: times the usual chance, as many streets at each.
    """

    share: float = 0.15
    weeks: int = 104
    paces: tuple[float, ...] = (0.4, 1.0, 1.6)

    @property
    def weekly(self) -> np.ndarray:
        """Per pace the chance that a dwelling signs up in a week."""
        return (1 - (1 - self.share) ** (1 / self.weeks)) * np.array(self.paces)

    def after(self, weeks: int, most: int) -> np.ndarray:
        """Paces x dwellings not yet in x those that came in these weeks: how likely, up to `most` dwellings."""
        there = np.arange(most + 1)
        each = 1 - (1 - self.weekly) ** weeks
        return binom.pmf(there, there[:, None], each[:, None, None])


@dataclass(frozen=True)
class Week:
    """What is thought of all streets in one week, from its number and those before it.

    counts: streets x 5, those that are open. known: streets x paces x counts x draws, how likely; of these `gives`
    has the ones that give the number. came: streets x paces x counts of the week before x counts, how likely one
    becomes the other; `same`, whether the draw then stays.
    """

    counts: np.ndarray
    known: np.ndarray
    gives: np.ndarray
    came: np.ndarray
    same: np.ndarray

    def posterior(self, later: np.ndarray | float = 1.0) -> Posterior:
        """The counts; `later`: how likely what came after makes each of `known`."""
        likely = (self.known * later).sum(axis=(1, 3))
        return self.counts, likely / likely.sum(axis=1, keepdims=True)


def follow(
    shown: np.ndarray, dwellings: np.ndarray, growth: Growth, *, draw_stays: bool = True
) -> Iterator[Week]:
    """The weeks one after the other, from nobody before the first. shown: streets x weeks.

    With `draw_stays` off every week has a draw of its own, as under a weaker rule.
    """
    grows = growth.after(1, int(dwellings.max()))
    pace = np.arange(len(growth.paces))[:, None, None]
    before = np.zeros((len(shown), 1), dtype=np.int64)
    known = np.full((len(shown), len(pace), 1, BASE), 1 / (len(pace) * BASE))
    for number in shown.T:
        counts = number[:, None] + _OPEN
        more = (counts[:, None, :] - before[:, :, None])[:, None]
        not_yet = (dwellings[:, None] - np.clip(before, 0, dwellings[:, None]))[:, None, :, None]
        came = np.where(more >= 0, grows[pace, not_yet, np.maximum(more, 0)], 0)
        same = draw_stays & (_level(counts)[:, None, :] == _level(before)[:, :, None])
        gives = _gives(number, counts, dwellings)[:, None]
        with_its_draw = np.einsum("scab,sab,scau->scbu", came, same, known)
        with_a_new_one = np.einsum("scab,sab,sca->scb", came, ~same, known.sum(axis=3)) / BASE
        known = (with_its_draw + with_a_new_one[..., None]) * gives
        in_all = known.sum(axis=(1, 2, 3), keepdims=True)
        assert (in_all > 0).all(), "These numbers do not come of the rule that is followed."
        known = known / in_all
        yield Week(counts, known, gives, came, same)
        before = counts


def look_back(weeks: list[Week]) -> Iterator[Posterior]:
    """The weeks from the last to the first, each in the light of all numbers, also the later ones."""
    later = np.ones_like(weeks[-1].known)
    for week in reversed(weeks):
        yield week.posterior(later)
        seen = later * week.gives
        with_its_draw = np.einsum("scab,sab,scbu->scau", week.came, week.same, seen)
        with_a_new_one = np.einsum("scab,sab,scb->sca", week.came, ~week.same, seen.sum(axis=3)) / BASE
        later = with_its_draw + with_a_new_one[..., None]
        later = later / later.max(axis=(1, 2, 3), keepdims=True)


def look_once(shown: np.ndarray, dwellings: np.ndarray, growth: Growth) -> Posterior:
    """What the number of the last week alone tells who knows how many weeks went before."""
    counts = shown[:, None] + _OPEN
    possible = np.clip(counts, 0, dwellings[:, None])
    grown = growth.after(growth.weeks, int(dwellings.max())).sum(axis=0)
    likely = grown[dwellings[:, None], possible] * _gives(shown, counts, dwellings).sum(axis=2)
    return counts, likely / likely.sum(axis=1, keepdims=True)


def _level(count: np.ndarray) -> np.ndarray:
    return -(-count // BASE)


def _gives(shown: np.ndarray, counts: np.ndarray, dwellings: np.ndarray) -> np.ndarray:
    """Streets x counts x draws: whether the number of a street follows from that count and draw."""
    above = counts - BASE * (_level(counts) - 1)
    up = above[..., None] + _DRAWS >= BASE
    rounded = BASE * np.where(up, _level(counts)[..., None], _level(counts)[..., None] - 1)
    number = np.minimum(rounded, highest_shown(dwellings)[:, None, None])
    possible = (counts >= 0) & (counts <= dwellings[:, None])
    return (number == shown[:, None, None]) & possible[..., None]
