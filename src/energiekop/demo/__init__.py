"""The demo city: a seeded generator that writes what three parties hand over, in the layouts of real files.

Persons, streets, areas and figures are made up. Same arguments, same bytes.
"""

from energiekop.demo.city import write_city

__all__ = ["write_city"]
