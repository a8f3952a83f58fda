"""What the reader calls kinds of file, ways of finding an address, and why a row was handed back."""

from energiekop.addresses import REASONS
from energiekop.web.asked import Asked
from energiekop.web.words import say

_LANGUAGES = ("nl", "en")


def kinds(asked: Asked) -> dict[str, str]:
    """The kinds of file, in the order of the parties."""
    return {
        "addresses": say(asked, "address register"),
        "areas": say(asked, "areas"),
        "complexes": say(asked, "buildings and associations"),
        "complex_addresses": say(asked, "addresses of buildings"),
        "labels": say(asked, "energy labels"),
        "residents": say(asked, "residents per address"),
        "moves": say(asked, "moves"),
        "grants": say(asked, "grants"),
        "permits": say(asked, "permits"),
        "cases": say(asked, "cases of a firm"),
        "sign_ups": say(asked, "sign-ups"),
        "contacts": say(asked, "contacts"),
        "conversations": say(asked, "conversations"),
        "plans": say(asked, "plans chosen"),
        "stops": say(asked, "residents who stopped"),
        "consents": say(asked, "consents"),
        "initiatives": say(asked, "initiatives"),
        "members": say(asked, "members of initiatives"),
        "wishes": say(asked, "wishes"),
        "ideas": say(asked, "ideas"),
        "agreements": say(asked, "agreements"),
        "stakeholders": say(asked, "stakeholders"),
        "occasions": say(asked, "occasions"),
        "address_choices": say(asked, "chosen addresses"),
    }


def ways(asked: Asked) -> dict[str, str]:
    """How the dwelling of a row was found, from most to least certain."""
    return {
        "id": say(asked, "by the register's number"),
        "exact": say(asked, "written like the register"),
        "normalised": say(asked, "written otherwise"),
        "fuzzy": say(asked, "with a spelling mistake"),
        "building": say(asked, "the building, not the dwelling"),
        "ambiguous": say(asked, "may be more than one"),
        "none": say(asked, "not found"),
    }


def sources(asked: Asked) -> dict[str, str]:
    """The sources that are no name of a firm or a list."""
    return {"municipal": say(asked, "Municipality"), "community": say(asked, "Champions")}


def reasons(asked: Asked) -> dict[str, str]:
    """Why a row was handed back or how its address was found, and what to do about it."""
    nth = _LANGUAGES.index(asked.language)
    return {code: sentences[nth] for code, sentences in REASONS.items()} | {
        "blank": say(asked, "This cell may not be empty. Fill it in."),
        "unreadable": say(asked, "This cell cannot be read. Write it as expected."),
        "after_delivery": say(
            asked, "This day lies after the day on which the file was handed in. Check the day."
        ),
        "no_consent": say(
            asked, "The resident did not say yes to the programme. Ask first, then hand it in again."
        ),
        "no_dwelling": say(asked, "Nobody lives at this address: it is a shop, a garage or the like."),
        "id_unknown": say(asked, "This number is not in the address register. Check it."),
    }


def column(asked: Asked, name: str) -> str:
    """A column by its heading in the file; what several columns say together has a name of ours."""
    ours = {
        "address": say(asked, "address"),
        "id": say(asked, "number of the register"),
        "toestemming programma": say(asked, "consent for the programme"),
    }
    return ours.get(name, name)


def found(asked: Asked, text: str) -> str:
    """What stood there, letter by letter, but for what our reader made of it."""
    ours = {"(blank)": say(asked, "(empty)"), "true": say(asked, "yes"), "false": say(asked, "no")}
    return ours.get(text, text)


def expected(asked: Asked, text: str) -> str:
    """What a cell should have held, as the reader says it; what has no words of its own stays as it is."""
    if text.startswith("one of "):
        return say(asked, "one of {words}", words=text.removeprefix("one of "))
    known = {
        "one address of the register": say(asked, "one address of the register"),
        "the id of an address in the register": say(asked, "the number of an address in the register"),
        "ja: without consent the programme may not keep this row": say(
            asked, "yes: without consent the programme may not keep this row"
        ),
        "the address of a dwelling: this one is a shop, garage or other building": say(
            asked, "the address of a dwelling"
        ),
        "some text": say(asked, "some text"),
        "a day such as 28-02-2026": say(asked, "a day such as 28-02-2026"),
        "a whole number such as 12": say(asked, "a whole number such as 12"),
        "a number such as 1234,50": say(asked, "a number such as 1234,50"),
        "ja or nee": say(asked, "ja or nee"),
        "a BAG id of 16 digits": say(asked, "a BAG number of 16 digits"),
        "a postcode such as 1234 AB": say(asked, "a postcode such as 1234 AB"),
        "words with a comma between them": say(asked, "words with a comma between them"),
        "a day not after the day the file was handed in": say(asked, "a day before the file was handed in"),
    }
    return known.get(text, text)
