"""Which steps have households taken, where do they wait, and who is it about?"""

import streamlit as st

from energiekop.web import page, stappen, steps_asked

asked = page.open("stappen")
chosen = steps_asked.read(st.query_params)
page.sentence(asked, *stappen.headline(asked))
stappen.split(asked, chosen)
stappen.steps(asked, chosen)
stappen.parts(asked, chosen)
stappen.durations(asked)
stappen.households(asked, chosen)
