"""What came in, what became of it, and what is still unsure?"""

import streamlit as st

from energiekop.web import page
from energiekop.web.books import contradictions, handed_back, handing_in, parts, screen

asked = page.open("data")
chosen = parts.read(st.query_params)
page.sentence(asked, *screen.headline(asked))
handing_in.told(asked)
screen.begin_here(asked)
screen.choose(asked, chosen)
if chosen.part == "bronnen":
    screen.sources(asked)
elif chosen.part == "adressen":
    screen.addresses(asked)
elif chosen.part == "terug":
    handed_back.handed_back(asked, chosen)
elif chosen.part == "tegenspraak":
    contradictions.contradictions(asked)
else:
    handing_in.handing_in(asked)
