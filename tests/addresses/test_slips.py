"""A letter too many is a slip; a letter for another may well be another street."""

import pytest

from energiekop.addresses.slips import slip, stem


@pytest.mark.parametrize(
    ("near", "typed", "known", "judged"),
    [
        ("letter", "korrweg", "korreweg", "letter"),  # left out
        ("letter", "zwanetsraat", "zwanestraat", "letter"),  # swapped
        ("letter", "siersteenlaam", "siersteenlaan", "letter"),  # hit beside
        ("letter", "maasstraat", "marsstraat", "doubtful"),
        ("letter", "bergweg", "borgweg", "doubtful"),
        ("letters", "frieseraatweg", "friesestraatweg", "letters"),
        ("letters", "jansteenlaan", "zandsteenlaan", "doubtful"),
        ("letters", "tollenslaan", "nolenslaan", "doubtful"),
        # Vondellaan exists: whoever writes Vondelstraat means that one rather than a Vandelstraat
        ("letter", "vondelstraat", "vandelstraat", "unlikely"),
    ],
)
def test_how_sure_a_slip_is(near, typed, known, judged):
    assert slip(near, typed, known, {"vondel"}) == judged


def test_a_name_without_its_ending():
    assert (stem("vondellaan"), stem("vismarkt")) == ("vondel", "vismarkt")
