"""Why a viewer is refused. Each message is one sentence: what was asked, and what this role may ask.

OutOfScope
├── UnknownRole     a role that does not exist
├── NoScope         a street, complex or firm is missing, unknown, or its time is over
├── NotForRole      a figure, a breakdown or a filter that this role may not ask
├── NotPublished    no day was published yet on or before the asked one
└── NotAllowed      a query outside what the viewer's connection is for
NoSnapshot          there is nothing to look at yet
"""


class OutOfScope(PermissionError):
    """The viewer may not see this; whoever catches it shows the message as it is."""


class UnknownRole(OutOfScope):
    """A role that does not exist."""


class NoScope(OutOfScope):
    """A viewer without the street, complex or firm that the role needs, or whose time there is over."""


class NotForRole(OutOfScope):
    """A figure, a breakdown or a filter that this role may not ask."""


class NotPublished(OutOfScope):
    """Nothing was published on or before the asked day."""


class NotAllowed(OutOfScope):
    """A query that does more than read what this viewer may read."""


class NoSnapshot(LookupError):
    """Nothing was published yet, or a file of the snapshot is gone."""
