"""How is my street?"""

from energiekop.web import page

asked = page.open("straat")
page.nothing(asked, page.say(asked, "This page is being made."))
