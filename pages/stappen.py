"""Which steps have households taken, and where do they wait?"""

from energiekop.web import page

asked = page.open("stappen")
page.nothing(asked, page.say(asked, "This page is being made."))
