"""Text stays text: a name or a wish is never read as Markdown. Only `**` may make something stand out."""

import re

_SPECIAL = re.compile(r"([\\`_\[\]<>#~$|{}:&])|(?<!\*)(\*)(?!\*)")
_LIST = re.compile(r"^(\s*)(\d+)([.)]\s)|^(\s*)([-+]\s)", re.M)


def as_text(text: str) -> str:
    """The text such that Streamlit's Markdown shows it letter by letter."""
    escaped = _SPECIAL.sub(lambda found: f"\\{found[0]}", text)
    return _LIST.sub(lambda found: _not_a_list(found), escaped)


def quiet(text: str) -> str:
    """The text as Markdown in the quiet colour."""
    return f":gray[{as_text(text)}]"


def small(text: str) -> str:
    """The text as Markdown, small and quiet."""
    return f":small[{quiet(text)}]"


def with_accent(text: str) -> str:
    """The text as Markdown; what stands between `**` has the accent's colour."""
    return re.sub(r"\*\*(.+?)\*\*", r":primary[\1]", as_text(text))


def _not_a_list(found: "re.Match[str]") -> str:
    if found[2]:
        return f"{found[1]}{found[2]}\\{found[3]}"
    return f"{found[4]}\\{found[5]}"
