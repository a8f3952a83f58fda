"""How is my street doing, and whom will I visit?"""

import streamlit as st

from energiekop.web import page, street
from energiekop.web.print_button import print_button

asked = page.open("straat")
place = street.chosen(asked)
if place is None:
    street.chooser(asked)
else:
    seen = street.as_seen(asked, place)
    street.others(asked, place)
    st.html(street.street(seen, place))
    if seen.viewer.role == "champion":
        print_button(page.say(asked, "Print my street"))
    st.html(street.savings(seen, place))
