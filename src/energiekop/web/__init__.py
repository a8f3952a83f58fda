"""The screens: what app.py serves, and the grammar that the pages share."""
