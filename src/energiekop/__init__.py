"""Energiekop: three parties' files, joined by address, as one trusted snapshot and its figures."""

from importlib.metadata import version

__version__ = version("energiekop")
