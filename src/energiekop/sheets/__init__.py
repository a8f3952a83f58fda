"""Own HTML for what Streamlit has not, always from templates that escape every value."""

from energiekop.sheets import inzage
from energiekop.sheets.bars import Bar, Piece, bars, legend
from energiekop.sheets.ribbon import Block, Column, Home, Mark, Section, building, ribbon
from energiekop.sheets.templates import render
from energiekop.sheets.words import said

__all__ = [
    "Bar",
    "Block",
    "Column",
    "Home",
    "Mark",
    "Piece",
    "Section",
    "bars",
    "building",
    "inzage",
    "legend",
    "render",
    "ribbon",
    "said",
]
