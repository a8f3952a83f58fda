"""What the screens say, in Dutch and English: nl.po and en.po, read as they stand, without a compile step.

In the code stands the English; nl.po holds the Dutch. en.po only holds what English itself says otherwise.

    messages("nl")["Download"] == "Downloaden"
    python -m energiekop.locale    after a text changed: adds what is new, drops what is gone, keeps the rest
"""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Literal, get_args

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

# say(asked, "text"), say_many(asked, "one", "many", n), and said("text"), a refusal that a page tells later;
# 1 is the first argument.
_SAID_BY = {"say": (2,), "say_many": (2, 3), "said": (1,)}
_HEAD = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
_READ_FROM = ("src/energiekop", "pages")


@lru_cache
def messages(language: Language) -> dict[str, tuple[str, ...]]:
    """English text -> its words, two (one, many) for a text that counts; without those that have none yet."""
    said = {}
    for message in catalogue(language):
        words = [message.string] if isinstance(message.string, str) else message.string or []
        if message.id and words and all(words):
            said[_key(message.id)] = tuple(str(word) for word in words)
    return said


def catalogue(language: Language) -> Catalog:
    """The .po file of a language as it is."""
    return read_po(BytesIO(_file(language).read_bytes()), locale=language)


def in_code(root: Path) -> Catalog:
    """What the code of a checkout says: every text in a call of say, say_many or said."""
    found = Catalog()
    for folder in _READ_FROM:
        for _, _, text, _, _ in extract_from_dir(root / folder, [("**.py", "python")], keywords=_SAID_BY):
            found.add(text)
    return found


def differences(root: Path) -> Iterator[str]:
    """One sentence for each text without words, and for each that no code says any more."""
    asked = {message.id for message in in_code(root) if message.id}
    for language in LANGUAGES:
        written = {message.id for message in catalogue(language) if message.id}
        yield from (f"{language}.po lacks {text!r}" for text in sorted(asked - written, key=str))
        yield from (f"{language}.po still has {text!r}" for text in sorted(written - asked, key=str))
    for text in sorted((text for text in asked if _key(text) not in messages("nl")), key=str):
        yield f"nl.po has no words for {text!r}"


def renew(root: Path) -> None:
    """Brings both files in line with the code; new texts are empty until someone writes their words."""
    asked = in_code(root)
    for language in LANGUAGES:
        old = catalogue(language)
        new = Catalog(locale=language)
        for message in asked:
            if message.id:
                kept = old.get(message.id)
                # A text that counts now and did not before (or the other way round) needs new words.
                is_same = kept is not None and isinstance(kept.id, str) == isinstance(message.id, str)
                new.add(message.id, kept.string if kept and is_same else None)
        file = root / "src" / "energiekop" / "locale" / f"{language}.po"
        with file.open("wb") as waiting:
            write_po(waiting, new, width=110, no_location=True, omit_header=True, sort_output=True)
        file.write_text(_HEAD.format(language=language) + file.read_text(encoding="utf-8"), encoding="utf-8")
    messages.cache_clear()


def _key(text: str | tuple[str, ...] | list[str]) -> str:
    return text if isinstance(text, str) else text[0]


def _file(language: Language) -> Path:
    return Path(str(files(__package__).joinpath(f"{language}.po")))
