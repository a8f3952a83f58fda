"""How is a protected count read out, and how is the rounding explained?

0 may be 0, 1 or 2, and the highest number a group can show may be any count from 2 below it to all of its
dwellings. So the two ends are read as '0-2' and '10 of meer'; what lies between, as it stands.
"""

from typing import Literal

import numpy as np
import pandas as pd

from energiekop.disclosure.rules import BASE, highest_shown

Language = Literal["nl", "en"]

OR_MORE: dict[Language, str] = {"nl": "of meer", "en": "or more"}

# These name the base, the margin and the smallest group in words: rules.BASE and rules.MINIMUM_GROUP.
EXPORT_SENTENCE: dict[Language, str] = {
    "nl": (
        "Aantallen zijn volgens een vaste, geheime regel naar boven of beneden afgerond op drietallen "
        "(hoogstens 2 verschil met het werkelijke aantal; '0-2' kan ook nul zijn) en gaan over groepen van "
        "ten minste 10 adressen; door de afronding tellen rijen niet altijd op tot het totaal. "
        "Kleine verschillen hebben geen betekenis."
    ),
    "en": (
        "Counts are rounded up or down to a multiple of three by a fixed, secret rule (at most 2 from the "
        "true count; '0-2' may be zero) and describe groups of at least 10 addresses; because of rounding, "
        "rows need not add up to totals. Small differences carry no meaning."
    ),
}
SCREEN_SENTENCE: dict[Language, str] = {
    "nl": (
        "We ronden aantallen af op drietallen. Zo kunt u niet zien wie wel of niet meedoet. Een getal kan er "
        "hoogstens 2 naast zitten. '0-2' kan ook nul zijn. Optellingen kloppen daarom niet altijd precies."
    ),
    "en": (
        "We round counts to multiples of three. That way you cannot see who does or does not take part. "
        "A number can be at most 2 off. '0-2' may also be zero. Sums therefore do not always add up exactly."
    ),
}


def shown_words(shown: int, dwellings: int, *, language: Language) -> str:
    """'0-2', '15', or for the highest number a group can show '10 of meer' / '10 or more'."""
    if shown == 0:
        return f"0-{BASE - 1}"
    if shown == highest_shown(dwellings):
        return f"{shown - (BASE - 1)} {OR_MORE[language]}"
    return str(shown)


def shown_words_of(figures: pd.DataFrame, *, language: Language) -> pd.Series:
    """`shown_words` for each row of a frame with `shown` and `dwellings`."""
    pair_number, pairs = pd.factorize(pd.MultiIndex.from_frame(figures[["shown", "dwellings"]]))
    words = [shown_words(int(shown), int(dwellings), language=language) for shown, dwellings in pairs]
    return pd.Series(np.array([*words, ""], dtype=object)[pair_number], index=figures.index, name="words")
