"""Seconds and megabytes, measured on whole programs as a user starts them, all in one run on one machine.

One file per question; each has `QUESTION` and `answer(residents, folder)`. `make bench` asks them all and
prints each answer beside its bound. These are no tests: a slow machine is no mistake in the code.
"""
