"""Where is it?"""

from energiekop.web import map as on_map
from energiekop.web import page

asked = page.open("kaart")
screen = on_map.screen(asked)
if screen.chosen.houses:
    houses = on_map.houses_on(screen)
    said = on_map.houses_sentence(asked, houses.rows)
    on_map.above(screen, (said, ""))
    page.tile(
        asked,
        houses.answer,
        title=page.say(asked, "How do the houses stand?"),
        body=lambda: on_map.draw(screen, on_map.houses_message(screen, houses)),
        text=said,
        key="kaart",
    )
else:
    found = on_map.found_on(screen)
    on_map.above(screen, on_map.sentence(asked, screen.chosen, found))
    page.tile(
        asked,
        found.answer,
        title=on_map.title(asked, screen.chosen),
        body=lambda: on_map.draw(screen, on_map.message(screen, found)),
        text=on_map.in_words(asked, screen.chosen, found),
        key="kaart",
    )
