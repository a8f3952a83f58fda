"""Which grants were asked, and which wait for a decision?"""

from energiekop.web import grants, page

asked = page.open("subsidies")
listed = grants.listed(asked)
page.sentence(asked, *grants.headline(asked, listed.rows))
found = grants.sought(asked, listed)
page.tile(
    asked,
    found,
    title=page.say(asked, "Requests for a grant"),
    body=lambda: grants.table(asked, found),
    text=grants.in_words(asked, found.rows),
    key="subsidies",
)
