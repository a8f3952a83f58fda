"""How is my street doing, and whom will I visit?"""

import streamlit as st

from energiekop.web import page, street

asked = page.open("straat")
place = street.chosen(asked)
if place is None:
    street.chooser(asked)
else:
    seen = street.as_seen(asked, place)
    street.others(asked, place)
    houses, savings = street.sheets(seen, place)
    st.html(houses)
    if seen.viewer.role == "champion":
        # The browser's own printing needs a line of script; a component would bring 190 kB along for it.
        st.html(street.print_button(asked), unsafe_allow_javascript=True)
    st.html(savings)
