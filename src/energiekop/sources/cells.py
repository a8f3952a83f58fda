"""How one cell is read: SQL expressions from the text in a file to a typed value, null when it cannot be.

A cell is read in steps, each a column of its own, for an expression that holds its input many times over is
planned as often: `trimmed`, `said` (null for nothing), `bare`, `value`. Each function takes the name of a
column and returns an expression. What a cell should have looked like is said by `expected`.
"""

from energiekop.sources.contract import Column, DayOrder, DecimalSign, Reading

_YEAR_FIRST = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d")
# For a year of four digits; %Y takes 26 for the year 26, so that a short one is read by %y.
_DAY_FORMATS: dict[DayOrder, tuple[str, ...]] = {
    "dmy": ("%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y"),
    "mdy": ("%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y", "%m %d %Y"),
}
_MONTHS = {"mrt": "mar", "maa": "mar", "mei": "may", "okt": "oct"}  # the others begin as in English
# A spreadsheet's days are counted from here; what it shows as 45981 is a day without its clothes.
_DAY_ZERO = "1899-12-30"
YES = ("ja", "j", "yes", "y", "x", "v", "ok", "oke", "oké", "okay", "1", "true", "waar", "akkoord", "graag",
       "jazeker", "prima", "✓", "✔", "☑", "☒", "✅")  # fmt: skip
NO = ("nee", "n", "no", "0", "false", "onwaar", "neen", "☐")
# Neither: it counts as unknown where it may be, and is handed back where a yes or a no is needed.
MAYBE = ("misschien", "weet niet", "weet ik niet", "weet ik nog niet", "weet nog niet", "twijfel", "later",
         "nog niet", "maybe")  # fmt: skip
# "ja graag", "nee bedankt"; but "ja, mits" and "nee, geen bezwaar" say something else than they begin with.
_YES_AND = r"^(ja|yes|ok|akkoord)[ ,.!]+[^?]*$"
_NO_AND = r"^(nee|neen|no)[ ,.!]+[^?]*$"
_NOT_SO_YES = r"\b(niet|nee|geen|maar|mits|misschien|alleen|later|tenzij|behalve)\b"
_NOT_SO_NO = r"\b(bezwaar|probleem|maar|mits|misschien|ja|tenzij|behalve)\b"
# Written by exports where there is nothing: a database's null, a spreadsheet's empty, CBS's missing values.
BLANKS = ("", "null", "nan", "none", "?", "-", "--", "—", "n.v.t.", "n.v.t", "nvt", "n/a", "#n/a", "#n/b",
          ".", "(leeg)", "(blank)", "-99995", "-99997", "-99999999")  # fmt: skip
_AROUND = "' \t\r\n\u00a0\u200b\ufeff'"
PURPOSES = {  # a word in the answer -> the purpose it is about; the first that fits
    "voorbeeld": "example",
    "adviseur": "firm_contacts",
    "bureau": "firm_contacts",
    "programma": "programme",
    "energiekoplopers": "programme",
    "koploper": "champion_sees",
}

EXPECTED = {
    "text": "some text",
    "day": "a day such as 28-02-2026",
    "whole": "a whole number such as 12",
    "amount": "a number such as 1234,50",
    "yes_no": "ja or nee",
    "bag_id": "a BAG id of 16 digits",
    "bag_ids": "BAG ids of 16 digits with a comma between them",
    "postcode": "a postcode such as 1234 AB",
    "word_list": "words with a comma between them",
    "purposes": "purposes with a comma between them: programma, koploper, adviseur, voorbeeld, or geen",
}


def trimmed(column: str) -> str:
    """The cell without the blanks around it."""
    # Most cells begin and end with a letter or a digit: seen at once, where trimming looks at every sign.
    last = f"right({column}, 1)"
    around = f"{column} < '!' or {column} > '~' or {last} < '!' or {last} > '~'"
    return f"(case when {around} then trim({column}, {_AROUND}) else {column} end)"


def said(text: str) -> str:
    """A trimmed cell; what stands for nothing is null."""
    blanks = ", ".join(f"'{word}'" for word in BLANKS)
    longest = max(map(len, BLANKS))
    return f"(case when length({text}) > {longest} or lower({text}) not in ({blanks}) then {text} end)"


def bare(column: Column, text: str) -> str:
    """What is left of a cell when all that does not matter to its kind is taken off."""
    match column.type:
        case "day":
            return without_time(text)
        case "amount":
            return bare_number(text)
        case "yes_no":
            return f"rtrim(lower({text}), ' .!')"
        case _:
            return text


def without_time(text: str) -> str:
    """A day without the time behind it: "20-11-2026 14:03:22", "2026-11-20T14:03Z"."""
    return (
        f"(case when contains({text}, ':') "
        f"then regexp_replace({text}, '[ ,T]+[0-9]{{1,2}}:[0-9]{{2}}.*$', '') else {text} end)"
    )


def _day(day: str, order: DayOrder) -> str:
    long = _DAY_FORMATS[order]
    short = tuple(pattern.replace("%Y", "%y") for pattern in long)
    written = (
        f"case when substr({day}, -3, 1) in ('-', '/', '.', ' ') "
        f"then try_strptime({day}, {_list(short)}) else try_strptime({day}, {_list(long)}) end"
    )
    return (
        f"cast(case when regexp_matches({day}, '^[0-9]{{4}}') "
        f"then coalesce(try_strptime({day}, {_list(_YEAR_FIRST)}), {_day_counted(day)}) "
        f"when regexp_matches({day}, '[A-Za-z]{{3}}') then {_day_in_words(day)} else {written} end as date)"
    )


def _list(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(repr(text) for text in texts)}]"


def is_day_count(text: str) -> str:
    """Whether a text is a spreadsheet's number for a day from 1990 to 2099, which no date is written like."""
    return rf"regexp_full_match({text}, '(3[3-9]|[4-6][0-9]|7[0-2])[0-9]{{3}}([.,][0-9]+)?')"


def _day_counted(text: str) -> str:
    return f"case when {is_day_count(text)} then date '{_DAY_ZERO}' + cast(left({text}, 5) as integer) end"


def _day_in_words(text: str) -> str:
    """ "dinsdag 3 februari 2026", "3 feb. 26", "3-mrt-2026"."""
    pattern = r"^(?:[a-z]{2,9}[ ,.]+)?(\d{1,2})[-. ]+([a-z]{3})[a-z]*[-. ]+(?:20)?(\d{2})$"
    english = rf"regexp_replace(lower({text}), '{pattern}', '\1-\2-20\3')"
    for dutch, month in _MONTHS.items():
        english = f"replace({english}, '-{dutch}-', '-{month}-')"
    return f"try_strptime({english}, '%d-%b-%Y')"


def several_days(text: str) -> str:
    """The days in one cell ("3-2 en 17-2-2026"), as a list of texts; one without a year takes the last one's.

    Days stand in their order: one that would come after the last is not of that year, and is left as it is.
    """
    single = without_time(text)
    parts = f"string_split_regex(lower({single}), ' *(,|;|&|\\+|\\n| en ) *')"
    year = f"regexp_extract({single}, '([0-9]{{4}})$', 1)"
    month_and_day = "try_cast(regexp_extract(part, '^([0-9]{1,2})[-/. ]([0-9]{1,2})$', 2) as integer)"
    last_month = f"try_cast(regexp_extract({single}, '([0-9]{{1,2}})[-/. ][0-9]{{4}}$', 1) as integer)"
    whole = (
        f"case when {month_and_day} <= {last_month} then "
        f"regexp_replace(part, '[-/. ]', '-', 'g') || '-' || {year} else part end"
    )
    return (
        f"case when regexp_matches({text}, '[,;&+\\n]| en ') and not regexp_matches({text}, ':') "
        f"then list_transform({parts}, lambda part: {whole}) else [{text}] end"
    )


def several_addresses(text: str) -> str:
    """The addresses in one cell, as a list; a comma parts them only where a street with a number follows."""
    before_street = r"(?:,| en )\s*([A-Za-z][^,;\d]*\d)"
    parted = rf"regexp_replace({text}, '{before_street}', chr(30) || '\1', 'g')"
    return rf"string_split_regex(replace({parted}, chr(30), ';'), '\s*[;\n]\s*')"


def several_words(text: str) -> str:
    """The words in one cell, as a list."""
    return rf"string_split_regex({text}, '\s*(?:[,;/+\n]| en )\s*')"


def sign(written: str) -> DecimalSign:
    """A decimal sign by its text."""
    return "," if written == "," else "." if written == "." else "either"


def bare_number(text: str) -> str:
    """The number without its currency, its ",-" or its unit."""
    whole_euros = f"regexp_replace(replace({text}, ' ', ''), ',-+$', ',00')"
    return (
        rf"regexp_replace(regexp_replace({whole_euros}, '^(€|[Ee][Uu][Rr]([Oo])?)', ''), "
        r"'((€|[Ee][Uu][Rr][Oo]?|[Uu]([Uu][Rr])?|m3|m³|m2|m²|[Kk][Ww][Hh]|[Kk][Gg]))$', '')"
    )


_FORMS = {  # an amount that can be meant in one way only, by its decimal sign
    ",": r"-?([0-9]*,([0-9]{1,2}|[0-9]{4,})|0+,[0-9]+|[0-9]{4,},[0-9]+|[0-9]{1,3}([.][0-9]{3})+,[0-9]+"
    r"|[0-9]{1,3}([.][0-9]{3}){2,})",
    ".": r"-?([0-9]*[.]([0-9]{1,2}|[0-9]{4,})|0+[.][0-9]+|[0-9]{4,}[.][0-9]+|[0-9]{1,3}(,[0-9]{3})+[.][0-9]+"
    r"|[0-9]{1,3}(,[0-9]{3}){2,})",
}


def shows_decimal(bare: str, sign: DecimalSign) -> str:
    """Whether an amount can be meant with this decimal sign only."""
    return f"regexp_full_match({bare}, '{_FORMS[sign]}')"


def hides_decimal(bare: str) -> str:
    """Whether an amount can be meant both ways: "1,234" is more than a thousand, or hardly more than one."""
    return (
        f"(length({bare}) <= 8 and substr({bare}, -4, 1) in ('.', ',') "
        f"and regexp_full_match({bare}, '-?[1-9][0-9]{{0,2}}[.,][0-9]{{3}}'))"
    )


def amount_with(bare: str, sign: DecimalSign) -> str:
    """The amount when this is its decimal sign ("either": the one it has); null for what is no number."""
    if sign == "either":
        comma, point = amount_with(bare, ","), amount_with(bare, ".")
        return f"(case when contains({bare}, ',') then {comma} else {point} end)"
    thousands = "." if sign == "," else ","
    grouped = rf"-?[0-9]{{1,3}}([{thousands}][0-9]{{3}})+([{sign}][0-9]+)?"
    plain = rf"-?[0-9]*[{sign}]?[0-9]+([eE][+-]?[0-9]{{1,2}})?"
    pointed = f"replace(replace({bare}, '{thousands}', ''), '{sign}', '.')"
    return (
        f"(case when regexp_full_match({bare}, '{grouped}') or regexp_full_match({bare}, '{plain}') "
        f"then try_cast({pointed} as double) end)"
    )


def _amount(bare: str, sign: DecimalSign) -> str:
    number = (
        f"(case when {shows_decimal(bare, ',')} then {amount_with(bare, ',')} "
        f"when {shows_decimal(bare, '.')} then {amount_with(bare, '.')} else {amount_with(bare, sign)} end)"
    )
    if sign == ",":
        return number
    # What a register writes needs no second look, and there are millions of it.
    plain = f"regexp_full_match({bare}, '-?[0-9]{{1,15}}([.][0-9]+)?')"
    return f"(case when {plain} then cast({bare} as double) else {number} end)"


# Registers write a prefix (NL.IMBAG.Verblijfsobject.0363...) and lists between braces.
_PREFIX = "NL[.]IMBAG[.][A-Za-z]+[.]"


def bag_digits(text: str) -> str:
    """The digits of one BAG id as the file writes them."""
    return rf"regexp_extract({text}, '^[{{\[]?(?:{_PREFIX})?([0-9]+)(?:[.]0)?[}}\]]?$', 1)"


def _bag_id(text: str) -> str:
    digits = bag_digits(text)
    # A spreadsheet drops the leading zero.
    return f"(case when length({digits}) in (15, 16) then lpad({digits}, 16, '0') end)"


def _bag_ids(text: str) -> str:
    bare = rf"regexp_replace({text}, '{_PREFIX}|[{{}}\[\]\" ]', '', 'g')"
    whole = f"regexp_matches({bare}, '^[0-9]{{15,16}}([,;|][0-9]{{15,16}})*$')"
    parts = f"string_split_regex({bare}, '[,;|]')"
    # Most cells of a register hold one whole id: what takes lists apart is a fifth of judging the row.
    return (
        f"(case when regexp_full_match({text}, '[0-9]{{16}}') then {text} when {whole} then "
        f"array_to_string(list_sort(list_transform({parts}, lambda id: lpad(id, 16, '0'))), ',') end)"
    )


def _yes_no(said: str) -> str:
    yes = ", ".join(f"'{word}'" for word in YES)
    no = ", ".join(f"'{word}'" for word in NO)

    def means(like: str, unlike: str) -> str:
        return f"regexp_matches({said}, '{like}') and not regexp_matches({said}, '{unlike}')"

    return (
        f"(case when {said} in ({yes}) then true when {said} in ({no}) then false "
        f"when {means(_YES_AND, _NOT_SO_YES)} then true when {means(_NO_AND, _NOT_SO_NO)} then false end)"
    )


def is_maybe(said: str) -> str:
    """Whether someone said neither yes nor no."""
    return f"{said} in ({', '.join(repr(word) for word in MAYBE)})"


def _purposes_named(text: str) -> str:
    """List of the purposes that an answer names; '?' for a part that names none."""
    whens = " ".join(f"when contains(part, '{word}') then '{ours}'" for word, ours in PURPOSES.items())
    bare_yes = f"rtrim(lower({text}), ' .!') in ('ja', 'akkoord', 'x')"
    named = (
        rf"list_distinct(list_filter(list_transform(string_split_regex(lower({text}), '[,;/+\n]| en '), "
        r"lambda part: case when trim(part) in ('', 'ja', 'akkoord') then '' "
        rf"when regexp_matches(part, '\b(niet|geen|nee)\b') then 'none' {whens} else '?' end), "
        "lambda named: named <> ''))"
    )
    return f"(case when {bare_yes} then ['programme'] else {named} end)"


def _purposes(text: str) -> str:
    named = _purposes_named(text)
    unclear = f"list_contains({named}, '?') or (list_contains({named}, 'none') and len({named}) > 1)"
    words = f"array_to_string(list_sort({named}), ', ')"
    return f"(case when {text} is null or {unclear} then null else {words} end)"


def purpose_among(text: str, purpose: str) -> str:
    """'ja' or 'nee' for one purpose out of the cell that names several; null where that cell is unclear."""
    return (
        f"(case when {_purposes(text)} is null then null "
        f"when list_contains({_purposes_named(text)}, '{purpose}') then 'ja' else 'nee' end)"
    )


def _choice(text: str, column: Column, reading: Reading) -> str:
    words = {**column.choices, **{k.casefold(): v for k, v in reading.words.get(column.name, {}).items()}}
    quoted = {their.replace("'", "''"): ours.replace("'", "''") for their, ours in words.items()}
    whens = " ".join(f"when '{their}' then '{ours}'" for their, ours in sorted(quoted.items()))
    return f"(case lower({text}) {whens} end)"


def _word_list(text: str, column: Column, reading: Reading) -> str:
    their_words = {
        k.casefold().replace("'", "''"): v.replace("'", "''")
        for k, v in reading.words.get(column.name, {}).items()
    }
    whens = " ".join(f"when '{their}' then '{ours}'" for their, ours in sorted(their_words.items()))
    translated = f"case word {whens} else word end" if whens else "word"
    parts = f"string_split_regex(lower({text}), ' *[,;+/] *')"
    return f"array_to_string(list_sort(list_transform({parts}, lambda word: {translated})), ', ')"


def value(
    column: Column, bare: str, reading: Reading, *, order: DayOrder = "dmy", decimal: DecimalSign = "either"
) -> str:
    """Expression for the typed value of `column` in the `bare` cell; null if unreadable."""
    match column.type:
        case "day":
            return _day(bare, order)
        case "whole":
            # A plain cast would round 12.7 and read 1_000.
            digits = f"regexp_extract({bare}, '^(-?[0-9]{{1,18}})([.,]0+)?$', 1)"
            return f"try_cast(nullif({digits}, '') as bigint)"
        case "amount":
            return _amount(bare, decimal)
        case "yes_no":
            return _yes_no(bare)
        case "bag_id":
            return _bag_id(bare)
        case "bag_ids":
            return _bag_ids(bare)
        case "postcode":
            return f"upper(replace(replace({bare}, ' ', ''), chr(160), ''))"
        case "choice":
            return _choice(bare, column, reading)
        case "word_list":
            return _word_list(bare, column, reading)
        case "purposes":
            return _purposes(bare)
        case _:
            return bare


def expected(column: Column, reading: Reading) -> str:
    """What a cell of `column` should have held, in words a person can act on."""
    if column.type == "choice":
        words = sorted({*column.choices, *reading.words.get(column.name, {})})
        return f"one of {', '.join(words)}"
    return EXPECTED[column.type]


def type_name(column: Column) -> str:
    """DuckDB type of the typed column."""
    return {"day": "date", "whole": "bigint", "amount": "double", "yes_no": "boolean"}.get(
        column.type, "varchar"
    )
