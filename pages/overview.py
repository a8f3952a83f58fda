"""Where do we stand?"""

from energiekop.web import page

asked = page.open("overview")
page.nothing(asked, page.say(asked, "This page is being made."))
