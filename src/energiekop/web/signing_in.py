"""Who is looking, when people sign in: the provider says who, the access file as what, the house rules how.

Asked at each rerun: who has stopped, has signed out elsewhere or came in too long ago sees nothing from then.
"""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import streamlit as st

from energiekop.privacy import NoScope, Viewer
from energiekop.privacy.access import AccessUnreadable, Identity, read_access, viewer_of
from energiekop.publish import audit, sign_outs
from energiekop.web import noting
from energiekop.web.escaping import as_text
from energiekop.web.words import Speaker, Speaking, say

RULES = "1"  # another version is agreed to anew
_SEEN = "ingelogd"
# The provider sends people to the first page; who came by a link to another one goes on to that. Only a path
# of our own is kept, in the tab itself.
_KEEP = "<script>sessionStorage.setItem('waarheen', location.pathname + location.search)</script>"
_GO_ON = """<script>
  const there = sessionStorage.getItem('waarheen')
  const here = location.pathname + location.search
  sessionStorage.removeItem('waarheen')
  if (there && there.startsWith('/') && !there.startsWith('//') && there !== here) location.replace(there)
</script>"""
SCRIPTS = (_KEEP, _GO_ON)  # the only ones that the content policy lets run


def access_file(store: Path) -> Path:
    """ENERGIEKOP_ACCESS, else access.toml in the private folder."""
    named = os.environ.get("ENERGIEKOP_ACCESS")
    return Path(named) if named else noting.private_folder(store) / "access.toml"


def viewer(speaker: Speaker, store: Path) -> Viewer:
    """As what the one who signed in looks. Ends the page, with what to do, for everybody else."""
    if not st.user.is_logged_in:
        _offer(speaker)
        st.stop()
    who = Identity(str(st.user.get("sub", "")), str(st.user.get("email", "")), st.user.to_dict())
    private = noting.private_folder(store)
    try:
        access = read_access(access_file(store))
        found = viewer_of(access, who, date.today())
        _refuse_unless_fresh(private, who, access.lasts(found.role))
    except (NoScope, AccessUnreadable) as reason:
        _note(private, who, "refused", type(reason).__name__)
        _refused(speaker, private, who, reason)
        st.stop()
    if sign_outs.agreed_on(private, who.subject, RULES) is None:
        _house_rules(speaker, private, who, found)
        st.stop()
    if not st.session_state.get(_SEEN):
        st.session_state[_SEEN] = True
        with st.container(key="inrichting-ingelogd"):
            st.html(_GO_ON, unsafe_allow_javascript=True)
        audit.write(private, role=found.role, subject=found.subject, what="signed_in")
    return found


def sign_out_button(speaker: Speaking, store: Path) -> None:
    """Ends the session here, and makes every copy of its cookie worthless."""
    if st.button(say(speaker, "Sign out"), key="uitloggen", icon=":material/logout:"):
        who = Identity(str(st.user.get("sub", "")), str(st.user.get("email", "")))
        _leave(noting.private_folder(store), who)


def _leave(private: Path, who: Identity) -> None:
    sign_outs.sign_out(private, who.subject)
    _note(private, who, "signed_out", "")
    st.logout()


def _refuse_unless_fresh(private: Path, who: Identity, seconds: int) -> None:
    """Raises NoScope for a session that is over: too old, or of before somebody signed out."""
    came_at = float(who.claims.get("iat", 0))
    if datetime.now(UTC).timestamp() - came_at > seconds:
        raise NoScope("You came in too long ago; please sign in again.")
    if sign_outs.signed_out_after(private, who.subject, came_at):
        raise NoScope("You have signed out; please sign in again.")


def _offer(speaker: Speaker) -> None:
    st.title(as_text(say(speaker, "Sign in to see how your street and the city are doing.")), anchor=False)
    st.markdown(
        as_text(
            say(
                speaker,
                "You need the e-mail address that you gave the project team. You get a code by mail.",
            )
        ),
        width=640,
    )
    with st.container(key="inrichting-inloggen"):
        st.html(_KEEP, unsafe_allow_javascript=True)
    st.button(say(speaker, "Sign in"), type="primary", on_click=st.login, key="inloggen")


def _refused(speaker: Speaker, private: Path, who: Identity, reason: Exception) -> None:
    if isinstance(reason, AccessUnreadable):
        why = say(speaker, "The list of who may look cannot be read. The project team has to mend it.")
    else:
        why = {
            "The access file does not name you; ask the project team.": say(
                speaker, "We do not know this e-mail address. Ask the project team to add it."
            ),
            "Your time here is over or has not begun; ask the project team.": say(
                speaker, "Your time here is over or has not begun. Ask the project team."
            ),
        }.get(str(reason), say(speaker, "You came in too long ago, or you signed out. Please sign in again."))
    st.title(as_text(say(speaker, "You cannot look here now.")), anchor=False)
    st.markdown(as_text(why), width=640)
    if st.button(say(speaker, "Sign in again"), type="primary", key="opnieuw"):
        _leave(private, who)


def _house_rules(speaker: Speaker, private: Path, who: Identity, found: Viewer) -> None:
    st.title(as_text(say(speaker, "Before you begin: six agreements")), anchor=False)
    for rule in house_rules(speaker):
        st.markdown(f"- {as_text(rule)}", width=640)
    if st.button(say(speaker, "I agree"), type="primary", key="akkoord"):
        sign_outs.agree(private, who.subject, RULES)
        rules = f"house rules {RULES}"
        audit.write(private, role=found.role, subject=found.subject, what="agreed", about=rules)
        st.rerun()


def house_rules(speaker: Speaker) -> list[str]:
    """What everybody agrees to who looks, in plain words."""
    return [
        say(speaker, "I use what I see only for this work."),
        say(speaker, "I tell nobody who takes part and who does not."),
        say(speaker, "I shred a printed sheet when I am done with it."),
        say(speaker, "I lend nobody my phone or computer while this page is open."),
        say(speaker, "If I lose my phone or a sheet, I tell the project team the same day."),
        say(speaker, "When I have doubts, I call the project team first."),
    ]


def _note(private: Path, who: Identity, what: audit.What, about: str) -> None:
    audit.write(private, role="", subject=who.email or who.subject, what=what, about=about)
