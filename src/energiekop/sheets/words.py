"""Words for who cannot see a chart: read out, not shown (page.css)."""

from energiekop.sheets.templates import render


def said(words: str) -> str:
    """A paragraph that only a screen reader meets."""
    return render("said", words=words)
