"""Two hidden stories that the dashboard must be able to find; `--no-stories` leaves them out.

A firm gets a queue (told in programme.advice_days). A few streets come on after a street party: its day, and
the group and sign-ups that followed, are set here.
"""

import numpy as np

from energiekop.demo.arrays import NEVER
from energiekop.demo.initiatives import STREET, Initiative

PARTY_STREETS = 0.06  # of the street groups
PARTY_DAYS_AGO = (62, 240)
AFTER_PARTY = {"idea": 4, "group": 17, "asked": 31, "worked_out": 58, "decided": 84}


def hold_parties(rng: np.random.Generator, groups: list[Initiative], last: int) -> list[int]:
    """Numbers of the groups whose street had a party; their course starts from it."""
    able = [n for n, g in enumerate(groups) if g.level == STREET and len(g.members) >= 5 and g.stopped_on < 0]
    able.sort(key=lambda n: -len(groups[n].members))
    able = able[: max(2, len(able) // 2)]
    chosen = sorted(int(n) for n in rng.permutation(able)[: max(2, round(PARTY_STREETS * len(able) * 2))])
    for number in chosen:
        group = groups[number]
        party = last - int(rng.integers(*PARTY_DAYS_AGO))
        party -= (party + 5) % 7  # a Saturday: day 2 since 1970-01-01, a Thursday
        decides = "decided" in group.days
        days = {step: party + gap for step, gap in AFTER_PARTY.items() if party + gap <= last}
        if not decides:
            days.pop("decided", None)
        group.days, group.party_on = days, party
        late = group.own_yes >= 0
        group.own_yes = np.where(late, np.clip(np.maximum(group.own_yes, party + 12), 0, last), NEVER)
    return chosen
