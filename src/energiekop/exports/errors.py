"""Why a table cannot be written."""


class CannotWrite(ValueError):
    """A format that does not fit the table; the message is one sentence that says which one does."""
