"""How one cell is read: SQL expressions from the text in a file to a typed value, null when it cannot be.

Each function takes the name of a raw text column and returns an expression; the raw text is already trimmed
and blank is null. What a cell should have looked like is said by `EXPECTED`.
"""

from energiekop.sources.contract import Column, Reading

_DAY_FORMATS = {
    "dmy": ("%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y", "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d-%m-%y"),
    "mdy": ("%m/%d/%Y", "%m-%d-%Y", "%Y-%m-%d", "%m/%d/%y"),
    "ymd": ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d-%m-%Y", "%d/%m/%Y"),
}
YES = ("ja", "j", "yes", "y", "x", "1", "true", "waar", "akkoord")
NO = ("nee", "n", "no", "0", "false", "onwaar", "-")
# Written by exports where there is nothing: a database's null, a spreadsheet's empty, CBS's missing values.
BLANKS = ("", "null", "nan", "none", "?", "n.v.t.", "nvt", "-99995", "-99997", "-99999999")

EXPECTED = {
    "text": "some text",
    "day": "a day such as 28-02-2026",
    "whole": "a whole number such as 12",
    "amount": "a number such as 1234,50",
    "yes_no": "ja or nee",
    "bag_id": "a BAG id of 16 digits",
    "postcode": "a postcode such as 1234 AB",
    "word_list": "words with a comma between them",
}


def raw_text(column: str) -> str:
    """The cell without surrounding blanks; what stands for nothing is null."""
    blanks = ", ".join(f"'{word}'" for word in BLANKS)
    return f"(case when lower(trim({column})) in ({blanks}) then null else trim({column}) end)"


def _day(text: str, reading: Reading) -> str:
    formats = ", ".join(f"'{pattern}'" for pattern in _DAY_FORMATS[reading.day_order])
    without_time = f"regexp_replace({text}, '[ T]+[0-9]{{1,2}}:[0-9]{{2}}.*$', '')"
    return f"cast(try_strptime({without_time}, [{formats}]) as date)"


def _amount(text: str, decimal: str) -> str:
    comma = f"try_cast(replace(replace({text}, '.', ''), ',', '.') as double)"
    point = f"try_cast(replace({text}, ',', '') as double)"
    if decimal == ",":
        # "1234.5" under a comma rule is not a thousand: only groups of three are thousands.
        plain = f"regexp_matches({text}, '^-?[0-9]{{1,3}}([.][0-9]{{3}})*(,[0-9]+)?$')"
        bare = f"regexp_matches({text}, '^-?[0-9]+(,[0-9]+)?$')"
        return f"(case when {plain} or {bare} then {comma} end)"
    if decimal == ".":
        return point
    return f"(case when contains({text}, ',') then {comma} else try_cast({text} as double) end)"


def _bag_id(text: str) -> str:
    # Registers write a prefix (NL.IMBAG.Verblijfsobject.0363...); a spreadsheet drops the leading zero.
    digits = f"regexp_replace({text}, '^NL[.]IMBAG[.][A-Za-z]+[.]', '')"
    return f"(case when regexp_matches({digits}, '^[0-9]{{15,16}}$') then lpad({digits}, 16, '0') end)"


def _choice(text: str, column: Column, reading: Reading) -> str:
    words = {**column.choices, **{k.casefold(): v for k, v in reading.words.get(column.name, {}).items()}}
    quoted = {their.replace("'", "''"): ours.replace("'", "''") for their, ours in words.items()}
    whens = " ".join(f"when '{their}' then '{ours}'" for their, ours in sorted(quoted.items()))
    return f"(case lower({text}) {whens} end)"


def _word_list(text: str, column: Column, reading: Reading) -> str:
    their_words = {k.casefold().replace("'", "''"): v for k, v in reading.words.get(column.name, {}).items()}
    whens = " ".join(f"when '{their}' then '{ours}'" for their, ours in sorted(their_words.items()))
    translated = f"case word {whens} else word end" if whens else "word"
    parts = f"string_split_regex(lower({text}), ' *[,;+/] *')"
    return f"array_to_string(list_sort(list_transform({parts}, lambda word: {translated})), ', ')"


def value(column: Column, text: str, reading: Reading) -> str:
    """Expression for the typed value of `column` in the raw text expression `text`; null if unreadable."""
    match column.type:
        case "day":
            return _day(text, reading)
        case "whole":
            return f"try_cast(regexp_replace({text}, '[.]0+$', '') as bigint)"
        case "amount":
            return _amount(text, reading.decimal)
        case "yes_no":
            yes = ", ".join(f"'{word}'" for word in YES)
            no = ", ".join(f"'{word}'" for word in NO)
            return (
                f"(case when lower({text}) in ({yes}) then true when lower({text}) in ({no}) then false end)"
            )
        case "bag_id":
            return _bag_id(text)
        case "postcode":
            return f"upper(replace({text}, ' ', ''))"
        case "choice":
            return _choice(text, column, reading)
        case "word_list":
            return _word_list(text, column, reading)
        case _:
            return text


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
