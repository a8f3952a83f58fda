"""What the reader calls steps, states, desks, levels and the values of a split.

Code and tables keep their keys. Each function takes what was asked, for its language, and gives key -> name
in the order of showing.
"""

from energiekop.web.asked import Asked
from energiekop.web.words import say


def steps(asked: Asked) -> dict[str, str]:
    """The steps a household takes, first to last."""
    return {
        "reached": say(asked, "Contact made"),
        "signed_up": say(asked, "Signed up"),
        "conversation": say(asked, "Conversation held"),
        "advice": say(asked, "Advice received"),
        "plan": say(asked, "Plan chosen"),
        "measure": say(asked, "Carried out"),
    }


def awaited(asked: Asked) -> dict[str, str]:
    """What somebody waits for who took this step and not the next: '... wait for advice'."""
    return {
        "reached": say(asked, "a sign-up"),
        "signed_up": say(asked, "a conversation"),
        "conversation": say(asked, "advice"),
        "advice": say(asked, "a plan"),
        "plan": say(asked, "the first job"),
    }


def states(asked: Asked) -> dict[str, str]:
    """How a household stands at a step."""
    return {
        "further": say(asked, "already a step further"),
        "on_time": say(asked, "on time"),
        "too_long": say(asked, "waiting too long"),
        "stopped": say(asked, "stopped"),
        "moved_away": say(asked, "moved away"),
    }


def desks(asked: Asked) -> dict[str, str]:
    """Those whose turn it can be."""
    return {
        "household": say(asked, "Residents"),
        "community": say(asked, "Champions"),
        "consultancy": say(asked, "Firms"),
        "municipality": say(asked, "Municipality"),
    }


def turn(asked: Asked, whose: str) -> str:
    """'Residents and firms', for a turn of two together, written `household+consultancy`."""
    named = [desks(asked).get(desk, desk) for desk in whose.split("+")]
    first, *others = named
    return say(asked, " and ").join([first, *(other.lower() for other in others)])


def levels(asked: Asked) -> dict[str, str]:
    """What a plan is for."""
    return {
        "huis": say(asked, "House"),
        "straat": say(asked, "Street"),
        "complex": say(asked, "Building or owners' association"),
        "buurt": say(asked, "Neighbourhood"),
    }


def splits(asked: Asked) -> dict[str, str]:
    """By what the steps can be split."""
    return {
        "none": say(asked, "All together"),
        "tenure": say(asked, "Owned or rented"),
        "label": say(asked, "Energy label"),
        "building_period": say(asked, "Building period"),
        "dwelling_type": say(asked, "Kind of dwelling"),
        "party": say(asked, "Party"),
        "firm": say(asked, "Firm"),
        "dwelling_type+building_period": say(asked, "Kind and building period"),
        "tenure+label": say(asked, "Owned or rented, and label"),
    }


def part(asked: Asked, joined: str) -> str:
    """'Owner or tenant', 'Tenant, C or D': the values that a part joins, of two splits if there are two."""
    called = parts(asked)
    values = [", ".join(called.get(each, each) for each in one.split("/")) for one in joined.split("|")]
    return say(asked, " or ").join([", ".join(values[:-1]), values[-1]] if len(values) > 1 else values)


def parts(asked: Asked) -> dict[str, str]:
    """The values of a split that are keys; a label or a firm is its own name."""
    return {
        "owner": say(asked, "Owner"),
        "vve": say(asked, "Owner in an association"),
        "tenant": say(asked, "Tenant"),
        "municipality": say(asked, "Municipality"),
        "consultancy": say(asked, "Firms"),
        "community": say(asked, "Champions"),
        "before 1906": say(asked, "before 1906"),
        "2006 and later": say(asked, "2006 and later"),
        "apartment": say(asked, "apartment"),
        "terraced": say(asked, "terraced house"),
        "end of terrace": say(asked, "end of terrace"),
        "semi-detached": say(asked, "semi-detached house"),
        "detached": say(asked, "detached house"),
        "houseboat": say(asked, "houseboat"),
        "unknown": say(asked, "Not known"),
    }


def occasions(asked: Asked) -> dict[str, str]:
    """The kinds of occasion."""
    return {
        "straatfeest": say(asked, "street party"),
        "mailing": say(asked, "letter"),
        "subsidie": say(asked, "grant changed"),
    }
