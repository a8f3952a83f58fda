"""`python -m energiekop.cli`: the command line, for a program that knows its Python but no script folder."""

from energiekop.cli import app

app()
