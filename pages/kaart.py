"""Where is it?"""

from energiekop.web import map as on_map
from energiekop.web import page

asked = page.open("kaart")
screen = on_map.screen(asked)
if screen.chosen.houses:
    houses = on_map.houses_on(screen)
    said = on_map.houses_sentence(asked, houses.rows)
    page.sentence(asked, said)
    on_map.ways_up(screen)
    page.tile(
        asked,
        houses.answer,
        title=page.say(asked, "How do the houses stand?"),
        body=lambda: on_map.draw(screen, on_map.houses_message(screen, houses)),
        text=said,
    )
else:
    found = on_map.found_on(screen)
    page.sentence(asked, *on_map.sentence(asked, screen.chosen, found))
    on_map.ways_up(screen)
    on_map.controls(screen)
    page.tile(
        asked,
        found.answer,
        title=on_map.title(asked, screen.chosen),
        body=lambda: on_map.draw(screen, on_map.message(screen, found)),
        text=on_map.in_words(asked, screen.chosen, found),
    )
