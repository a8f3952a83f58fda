"""Who is looking, when people sign in: the provider says who, the access file as what, the house rules how.

Asked at each rerun: who has stopped, has signed out elsewhere or came in too long ago sees nothing from then.
"""

from datetime import UTC, date, datetime
from pathlib import Path

import streamlit as st

from energiekop.privacy import NoScope, Viewer
from energiekop.privacy import access as accesses
from energiekop.privacy.access import Access, AccessUnreadable, Identity
from energiekop.publish import audit, invitations, sign_outs
from energiekop.web import noting
from energiekop.web.escaping import as_text
from energiekop.web.words import Speaker, Speaking, say

INVITATION = "uitnodiging"  # the part of an invitation's link that holds its token
RULES = "1"  # another version is agreed to anew
_SEEN = "ingelogd"
# The provider sends people to the first page; who came by a link to another one, in another language or with
# an invitation goes on to that. Only a path of our own is kept, in the tab itself.
_KEEP = "<script>sessionStorage.setItem('waarheen', location.pathname + location.search)</script>"
# In braces: Streamlit may run it twice, and a name is declared once.
_GO_ON = """<script>{
  const there = sessionStorage.getItem('waarheen')
  const here = location.pathname + location.search
  sessionStorage.removeItem('waarheen')
  if (there && there.startsWith('/') && !there.startsWith('//') && there !== here) location.replace(there)
}</script>"""
# Before going on there, what is to be agreed to is said in the language of that address.
_SPEAK = """<script>{
  const there = sessionStorage.getItem('waarheen')
  const asked = there && new URL(there, location).searchParams.get('taal')
  const here = new URLSearchParams(location.search)
  if (asked && here.get('taal') !== asked) {
    here.set('taal', asked)
    location.replace(`${location.pathname}?${here}`)
  }
}</script>"""
SCRIPTS = (_KEEP, _GO_ON, _SPEAK)  # the only ones that the content policy lets run


def access_file(store: Path) -> Path:
    """Where it stands who may look as what, for this store."""
    return accesses.access_file(noting.private_folder(store))


def viewer(speaker: Speaker, store: Path, token: str = "") -> Viewer:
    """As what the one who signed in looks. Ends the page, with what to do, for everybody else.

    token: of the invitation that the address of the page holds; it is taken here, and leaves the address.
    """
    if not st.user.is_logged_in:
        _offer(speaker, invited=bool(token))
        st.stop()
    who = Identity(str(st.user.get("sub", "")), str(st.user.get("email", "")), st.user.to_dict())
    private = noting.private_folder(store)
    try:
        access = accesses.read_access(access_file(store))
        found = _found(access, private, who, token)
        _refuse_unless_fresh(private, who, access.lasts(found.role))
    except (NoScope, AccessUnreadable, invitations.NotTaken) as reason:
        _run(_GO_ON)
        if isinstance(reason, NoScope) and not token and _is_awaited(private, who):
            _open_the_link(speaker)
            st.stop()
        _note(private, who, "refused", type(reason).__name__)
        _refused(speaker, private, who, reason)
        st.stop()
    if token:
        del st.query_params[INVITATION]
    if sign_outs.agreed_on(private, who.subject, RULES) is None:
        _run(_SPEAK)
        _house_rules(speaker, private, who, found)
        st.stop()
    if not st.session_state.get(_SEEN):
        st.session_state[_SEEN] = True
        _run(_GO_ON)
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


def _found(access: Access, private: Path, who: Identity, token: str) -> Viewer:
    """Raises NoScope, or NotTaken for an invitation that does not let this person in."""
    today = date.today()
    try:
        return accesses.viewer_of(access, who, today, invitations.of(private, who.subject))
    except NoScope:
        if not token or accesses.named_in(access, who):
            raise
    _refuse_unless_fresh(private, who, access.lasts("champion"))  # an old cookie takes no invitation
    taken = invitations.take(
        private, token, subject=who.subject, email=who.email, verified=_is_verified(who)
    )
    _note(private, who, "took_invitation", f"invitation {taken.number}")
    return accesses.viewer_of(access, who, today, [taken])


def _is_verified(who: Identity) -> bool:
    """Whether the provider says that it saw a code of this mail box; what it leaves unsaid is no yes."""
    return who.claims.get("email_verified") is True


def _is_awaited(private: Path, who: Identity) -> bool:
    return _is_verified(who) and invitations.waits_for(private, who.email)


def _open_the_link(speaker: Speaker) -> None:
    st.title(as_text(say(speaker, "Open the link of your invitation once more.")), anchor=False)
    st.markdown(as_text(say(speaker, "It is in the message that you got from the project team.")), width=640)


def _run(script: str) -> None:
    with st.container(key="inrichting-ingelogd"):
        st.html(script, unsafe_allow_javascript=True)


def _refuse_unless_fresh(private: Path, who: Identity, seconds: int) -> None:
    """Raises NoScope for a session that is over: too old, or of before somebody signed out."""
    came_at = float(who.claims.get("iat", 0))
    if datetime.now(UTC).timestamp() - came_at > seconds:
        raise NoScope("You came in too long ago; please sign in again.")
    if sign_outs.signed_out_after(private, who.subject, came_at):
        raise NoScope("You have signed out; please sign in again.")


def _offer(speaker: Speaker, *, invited: bool) -> None:
    if invited:
        title = say(speaker, "Welcome! Sign in to see how your street is doing.")
        how = say(
            speaker,
            "Use the e-mail address at which you got this invitation. You get a code by mail; there is no "
            "password. After that this phone remembers you for 30 days.",
        )
    else:
        title = say(speaker, "Sign in to see how your street and the city are doing.")
        how = say(
            speaker, "You need the e-mail address that you gave the project team. You get a code by mail."
        )
    st.title(as_text(title), anchor=False)
    st.markdown(as_text(how), width=640)
    _run(_KEEP)
    st.button(say(speaker, "Sign in"), type="primary", on_click=st.login, key="inloggen")


def _refused(speaker: Speaker, private: Path, who: Identity, reason: Exception) -> None:
    if isinstance(reason, invitations.NotTaken):
        why = _why_not_taken(speaker, reason.why)
    elif isinstance(reason, AccessUnreadable):
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


def _why_not_taken(speaker: Speaker, why: invitations.Why) -> str:
    return {
        "unknown": say(
            speaker, "We do not know this invitation. Is the whole link there? Else ask the project team."
        ),
        "taken": say(
            speaker,
            "Somebody has used this invitation already. Was that not you? Then call the project team today.",
        ),
        "late": say(speaker, "This invitation is over. Ask the project team for a new one."),
        "taken_back": say(speaker, "This invitation was withdrawn. Ask the project team."),
        "another_address": say(
            speaker,
            "This invitation is for another e-mail address. Sign in with the address at which you got it, "
            "and open the link once more.",
        ),
        "unverified": say(
            speaker,
            "Your e-mail address was not confirmed when you signed in. Sign in with the code from your mail, "
            "and open the link once more.",
        ),
    }[why]


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
