"""Which earlier states of the data are kept, and how does one go back?"""

import streamlit as st

from queries import Filters
from ui import data
from ui.figures import tables
from ui.page import earlier, frame


def show(_: Filters) -> None:
    """List the snapshots; a selected one can be looked at or restored."""
    kept = data.history()
    earlier.say_restored()
    frame.section(earlier.headline(kept))
    st.caption(earlier.KEPT)
    place = tables.show(
        earlier.table(kept), alt="Kept snapshots", key="snapshots", selectable=True
    )
    others = [one for one in kept if not one.current]
    if not others:
        st.caption(earlier.ONLY)
        return
    chosen = kept[place] if place is not None else None
    if chosen is None or chosen.current:
        st.caption(earlier.SELECT)
        return
    with st.container(horizontal=True):
        st.button(
            "Look at it",
            on_click=earlier.look_at,
            args=(chosen.id,),
            key="look_at_snapshot",
            type="primary",
        )
        st.button(
            "Restore it",
            on_click=earlier.restore,
            args=(data.folder(), chosen.id),
            key="restore_snapshot",
        )
