"""The only place that composes: models, figures, disclosure, three files, checks, swap; and the store."""

from energiekop.publish.build import Report, build
from energiekop.publish.private import new_secret
from energiekop.publish.promises import check
from energiekop.sources import Refused

__all__ = ["Refused", "Report", "build", "check", "new_secret"]
