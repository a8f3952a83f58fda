"""How is a protected count read out?"""

import pytest

from energiekop.disclosure import EXPORT_SENTENCE, SCREEN_SENTENCE, shown_words, shown_words_of
from energiekop.disclosure.draws import BASE
from energiekop.disclosure.rules import MINIMUM_GROUP

from .drawn import table

READ_OUT = table("""
    shown | dwellings | nl          | en
    0     | 40        | 0-2         | 0-2
    3     | 40        | 3           | 3
    15    | 40        | 15          | 15
    36    | 40        | 36          | 36
    39    | 40        | 37 of meer  | 37 or more
    12    | 12        | 10 of meer  | 10 or more
    12    | 13        | 10 of meer  | 10 or more
    12    | 14        | 10 of meer  | 10 or more
    12    | 15        | 12          | 12
    9     | 10        | 7 of meer   | 7 or more
""")


@pytest.mark.parametrize(
    "row", READ_OUT.to_dict("records"), ids=lambda row: f"{row['shown']}/{row['dwellings']}"
)
def test_both_ends_are_read_out_as_what_they_may_be(row):
    assert shown_words(row["shown"], row["dwellings"], language="nl") == row["nl"]
    assert shown_words(row["shown"], row["dwellings"], language="en") == row["en"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_frame_is_read_out_row_by_row(language):
    frame = READ_OUT.sample(frac=1, random_state=1)
    words = shown_words_of(frame, language=language)
    assert words.index.equals(frame.index)
    assert words.tolist() == frame[language].tolist()
    assert shown_words_of(frame.iloc[:0], language=language).empty


@pytest.mark.parametrize("dwellings", range(10, 20))
def test_what_is_read_out_is_true_of_every_count_that_can_be_shown_so(dwellings):
    for n in range(dwellings + 1):
        levels = {3 * (n // 3), 3 * -(-n // 3)}
        for shown in {min(level, 3 * (dwellings // 3)) for level in levels}:
            words = shown_words(shown, dwellings, language="en")
            if words == "0-2":
                assert n <= 2
            elif words.endswith(" or more"):
                assert n >= int(words.removesuffix(" or more"))
            else:
                assert abs(n - int(words)) <= 2


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_sentences_name_the_rules_as_they_are(language):
    assert (BASE, MINIMUM_GROUP) == (3, 10)
    three = {"nl": "drietallen", "en": "three"}[language]
    for sentence in (EXPORT_SENTENCE[language], SCREEN_SENTENCE[language]):
        assert three in sentence
        assert "'0-2'" in sentence
    assert "10 adres" in EXPORT_SENTENCE["nl"]
    assert "10 address" in EXPORT_SENTENCE["en"]
