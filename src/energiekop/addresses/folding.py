"""How a text is folded before anything is compared: no case, no accents, one kind of quote and dash."""

import unicodedata

# What people, word processors and spreadsheets put in place of a plain sign.
_PLAIN_SIGNS = str.maketrans(
    {
        "’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"',
        "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
        "_": " ", "\t": " ", "\n": ",", "\r": ",", "|": ",", ";": ",",
        "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d",
    }
)  # fmt: skip

# What an export writes where it has nothing.
NOTHING = frozenset(
    {"", "null", "nan", "none", "<na>", "n.v.t.", "nvt", "geen", "-", ".", "x-", "--", "?", "0.0"}
)


def fold(text: str) -> str:
    """Lower case without accents, in plain signs; line ends and semicolons become commas."""
    folded = text.lower().translate(_PLAIN_SIGNS)
    if folded.isascii():
        return folded
    return "".join(sign for sign in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(sign))


def fold_cell(cell: str | None) -> str:
    """A folded cell without blanks around it; what an export writes for nothing ("NULL", "-") is empty."""
    if cell is None:
        return ""
    folded = fold(cell).strip()
    return "" if folded in NOTHING else folded
