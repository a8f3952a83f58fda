"""How a Dutch street name sounds: names spelled by ear have the key of the name that was meant."""

import re
from functools import cache

# In this order, over a street key: lower case, without blanks, with y for ij (street_names.py).
_SOUNDS = (
    # the old spelling, in which the ch is not heard: "Loosduinscheweg", "Valkenboschkade"
    (re.compile(r"sch(?=e?(?:weg|straat|laan|kade|plein|singel|dijk|vaart|gracht))"), "s"),
    (re.compile(r"sch"), "sg"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "t"),
    (re.compile(r"ch"), "g"),
    (re.compile(r"ck|q|c(?![eiy])"), "k"),
    (re.compile(r"c"), "s"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"(?<=[aeou])[ij](?=[aeou])"), "y"),
    (re.compile(r"uy"), "ui"),
    (re.compile(r"ey|ei"), "y"),
    (re.compile(r"auw|ouw|au"), "ou"),
    (re.compile(r"oe"), "u"),
    (re.compile(r"ae"), "a"),
    (re.compile(r"dt|tt|d(?![aeiouyrw])|(?<=f)d"), "t"),
    (re.compile(r"z"), "s"),
    (re.compile(r"v"), "f"),
    (re.compile(r"([a-z])\1+"), r"\1"),
)


@cache
def sound_key(street_key: str) -> str:
    """How a name sounds, from its `street_key`; of equal keys a listener may take one for the other."""
    sound = street_key
    for spelled, heard in _SOUNDS:
        sound = spelled.sub(heard, sound)
    return sound
