"""Why something is not shown, in kind words: one sentence per reason that `privacy` has."""

from energiekop.privacy import NoScope, NotForRole, NotPublished, OutOfScope
from energiekop.web.asked import Asked
from energiekop.web.words import day, say


def kind_words(asked: Asked, error: OutOfScope) -> str:
    """What we say to a viewer who is refused; the error's own words are for the command line."""
    if isinstance(error, NotPublished):
        return say(
            asked,
            "There is no figure here for {day}. In small groups we only show figures of whole months, "
            "or those of the buurt around them. Choose a later day or a larger area.",
            day=day(asked, asked.as_of),
        )
    if isinstance(error, NoScope):
        return say(
            asked,
            "This place is not one of yours. You see your own street or building, and the buurt around it.",
        )
    if isinstance(error, NotForRole):
        return say(
            asked,
            "We do not show this here, because in small groups people could be recognised. "
            "The project team can see it.",
        )
    return say(asked, "This is not part of what you see.")
