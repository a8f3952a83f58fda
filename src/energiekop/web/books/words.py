"""What the reader calls kinds of file, ways of finding an address, and why a row was handed back."""

import re
from datetime import date

from energiekop.addresses import REASONS
from energiekop.locale import messages
from energiekop.sources.refusals import FileRefused, Refused, Said
from energiekop.sources.remarks import REMARKS
from energiekop.web import names
from energiekop.web.asked import Asked
from energiekop.web.words import day, number, say

_LANGUAGES = ("nl", "en")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


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
        "street_names": say(asked, "other names of streets"),
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
        "no_street": say(
            asked, "This street is not in the address register of that place. Check both names."
        ),
        "surplus": say(
            asked, "The row has more cells than there are headings. Correct it in the file itself."
        ),
        "implausible": say(asked, "This amount cannot be right. Did a spreadsheet lose its decimal sign?"),
        "forgotten": say(
            asked, "This household asked to be forgotten. Take the row out of the file as well."
        ),
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
    for pattern, said in _expected_of(asked).items():
        if found := re.fullmatch(pattern, text):
            return said.format(*found.groups())
    known = {
        "one address of the register": say(asked, "one address of the register"),
        "the id of an address in the register": say(asked, "the number of an address in the register"),
        "ja: without consent the programme may not keep this row": say(
            asked, "yes: without consent the programme may not keep this row"
        ),
        "the address of a dwelling: this one is a shop, garage or other building": say(
            asked, "the address of a dwelling"
        ),
        "BAG ids of 16 digits with a comma between them": say(
            asked, "BAG numbers of 16 digits with a comma between them"
        ),
        "purposes with a comma between them: programma, koploper, adviseur, voorbeeld, or geen": say(
            asked, "purposes with a comma between them: programma, koploper, adviseur, voorbeeld, or geen"
        ),
        "a street of the register in that place": say(asked, "a street of the register in that place"),
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


def refusal(asked: Asked, refused: Refused) -> str:
    """Why a file or a build is turned away, as the command line says it, in the reader's language."""
    if not isinstance(refused, FileRefused):
        return _refused(asked, refused.args[0])
    told = {part: _refused(asked, getattr(refused, part)) for part in FileRefused.parts}
    where = f"{refused.name}, {told['place']}" if told["place"] else refused.name
    return say(
        asked,
        "{where}: found {found}, expected {expected}. {do}.",
        where=where,
        found=told["found"],
        expected=told["expected"],
        do=told["do"],
    )


def _refused(asked: Asked, text: str) -> str:
    if not isinstance(text, Said):
        return expected(asked, text)  # a value of the file, or what a rejected row should have held
    template, *_ = messages(asked.language).get(text.template, (text.template,))
    return template.format_map({name: _refused(asked, value) for name, value in text.values.items()})


def _expected_of(asked: Asked) -> dict[str, str]:
    """What was expected, where it holds something of the file: a pattern of it, and the words around it."""
    return {
        r"one of (.+)": say(asked, "one of {words}", words="{}"),
        r"as many cells as there are headings \((\d+)\)": say(
            asked, "as many cells as there are headings ({cells})", cells="{}"
        ),
        r"a number from (\S+) to (\S+);.*": say(asked, "a number from {low} to {high}", low="{}", high="{}"),
    }


def fields(asked: Asked) -> dict[str, str]:
    """About what files may contradict one another."""
    return names.steps(asked) | {
        "firm": say(asked, "Firm"),
        "tenure": say(asked, "Owned or rented"),
        "stopped": say(asked, "Stopped or not"),
        "consent_programme": say(asked, "Consent: the programme"),
        "consent_champion_sees": say(asked, "Consent: the champion sees"),
        "consent_firm_contacts": say(asked, "Consent: a firm may call"),
        "consent_example": say(asked, "Consent: named as an example"),
    }


def value(asked: Asked, text: str) -> str:
    """A value that was told, as the reader says it: '2025-07-23', 'stopped 2025-10-27', 'tenant', 'yes'."""
    known = names.parts(asked) | {"yes": say(asked, "yes"), "no": say(asked, "no")}
    known |= {"taken back": say(asked, "taken back")}
    steps = names.steps(asked) | {"stopped": names.states(asked)["stopped"]}
    word, _, on = text.rpartition(" ")
    if _DAY.fullmatch(on):
        return f"{steps.get(word, word)} {day(asked, date.fromisoformat(on))}".strip()
    return known.get(text, text)


def values(asked: Asked, text: str) -> str:
    """Several values with who told them: '2025-07-18 (Bureau Zuid, file.xlsx, 2025-07-20); ...'."""
    told = []
    for one in text.split("; "):
        what, bracket, who = one.partition(" (")
        told.append(f"{value(asked, what)}{bracket}{who}")
    return "; ".join(told)


def noticed(asked: Asked, topic: str, chosen: str, count: int) -> tuple[str, str]:
    """What a reader noticed or chose, and how it chose: ('order of day and month', 'day first')."""
    if topic in REMARKS:
        nth = _LANGUAGES.index(asked.language)
        return REMARKS[topic][nth].format(number=number(asked, count)), ""
    topics = {
        "day_order": say(asked, "order of day and month"),
        "decimal_sign": say(asked, "decimal sign"),
        "below_table": say(asked, "lines below the table"),
        "sheet_passed_over": say(asked, "sheet that was not read"),
    }
    ways = {"dmy": say(asked, "day first"), "mdy": say(asked, "month first")}
    return topics.get(topic, topic), ways.get(chosen, chosen)


def deciders(asked: Asked) -> dict[str, str]:
    """What a choice in reading rests on, from the surest to the least."""
    return {
        "column": say(asked, "the values of the column"),
        "delivery": say(asked, "the other files of that day"),
        "source": say(asked, "other files of the same source"),
        "range": say(asked, "which values can be"),
        "mapping": say(asked, "what the firm said"),
        "habit": say(asked, "what is usual in Dutch files"),
        "layout": say(asked, "how the file is laid out"),
    }
