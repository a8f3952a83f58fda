"""Where do we stand, what do residents want, and where do we begin?"""

from energiekop.web import overview, page

asked = page.open("overview")
overview.ask_ahead(asked)
page.sentence(asked, *overview.headline(asked))
overview.wishes(asked)
overview.levels(asked)
overview.growth_and_beginnings(asked)
overview.turns(asked)
overview.steps(asked)
