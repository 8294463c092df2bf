"""Who the reader is, where that matters: whether they may publish."""

from __future__ import annotations

import streamlit as st

from lib.publishing.archive import By
from lib.settings import Settings, settings_of_pages
from lib.signed_in import PASSED_ON, who_signed_in
from lib.ui.frame import Page

OIDC, HEADER = "oidc", "header"


def ask_publisher(page: Page) -> By | None:
    """The reader, signed in and among the publishers; None, and that the page is not open, for
    everybody else."""
    settings = settings_of_pages()
    who = _signed_in(settings)
    # without these, another site could publish in the name of who is signed in
    guarded = st.get_option("server.enableXsrfProtection") and st.get_option("server.enableCORS")
    publishers = {each.strip().casefold() for each in settings.publishers}
    if guarded and who and who.casefold() in publishers:
        st.caption(page.say("publish.signed_in"))
        _ask_to_sign(page, settings)
        return By(who, settings.sign_in)
    st.info(page.say("publish.not_open"))
    _ask_to_sign(page, settings)
    return None


def _signed_in(settings: Settings) -> str:
    """The address of the reader; "" for somebody whom nobody vouches for."""
    if settings.sign_in == HEADER:
        return who_signed_in(st.context.headers.get_all(PASSED_ON))
    if settings.sign_in != OIDC:
        return ""
    user = st.user.to_dict()
    # a provider that does not say whether an address is somebody's own is taken at its word
    verified = str(user.get("email_verified", True)).lower() == "true"
    known = user.get("is_logged_in") is True and verified
    return str(user.get("email") or "").strip() if known else ""


def _ask_to_sign(page: Page, settings: Settings) -> None:
    """A button to sign in, or out: behind a proxy both are the proxy's."""
    if settings.sign_in != OIDC or not settings.publishers:
        return
    if st.user.to_dict().get("is_logged_in") is True:
        st.button(page.say("publish.sign_out"), on_click=st.logout, key="sign_out")
    else:
        st.button(page.say("publish.sign_in"), on_click=st.login, key="sign_in")
