"""A supervisor without a browser: Streamlit's websocket, driven by hand.

The messages are internal to Streamlit, so this file belongs to the pinned version.
"""

import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

PATIENCE = 120  # seconds for one answer


@dataclass
class Session:
    """One open page of a running dashboard."""

    socket: ClientConnection
    page: str = ""
    query: dict[str, str] = field(default_factory=dict)
    title: str = ""
    chosen: dict[str, WidgetState] = field(default_factory=dict)
    offered: dict[str, tuple[str, str]] = field(default_factory=dict)

    def rerun(self) -> float:
        """Ask for the page as it stands; return the seconds until it is finished."""
        message = BackMsg()
        message.rerun_script.page_name = self.page
        message.rerun_script.query_string = urlencode(self.query)
        message.rerun_script.widget_states.widgets.extend(self.chosen.values())
        start = time.perf_counter()
        self.socket.send(message.SerializeToString())
        while not self._hear_finished():
            pass
        return time.perf_counter() - start

    def choose(self, key: str, option: str) -> None:
        """Set a segmented control, a select box or a switch, as the next rerun sends it."""
        kind, widget = self.offered[key]
        state = WidgetState(id=widget)
        if kind == "selectbox":
            state.string_value = option
        elif kind == "checkbox":
            state.bool_value = option == "true"
        else:
            state.string_array_value.data.append(option)
        self.chosen[key] = state

    def _hear_finished(self) -> bool:
        """Take the next message; tell whether it ends the run."""
        message = ForwardMsg()
        message.ParseFromString(self.socket.recv(timeout=PATIENCE))
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._look_at(message.delta.new_element)
        return kind == "script_finished"

    def _look_at(self, element) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise RuntimeError(element.exception.message)
        if kind == "heading" and element.heading.tag == "h1":
            self.title = element.heading.body
        if kind in ("selectbox", "button_group", "checkbox"):
            widget = getattr(element, kind).id
            self.offered[widget.rpartition("-")[2]] = (kind, widget)


def opened(address: str, page: str) -> Session:
    """Connect to a dashboard; nothing is asked for yet."""
    socket = connect(
        address.replace("http", "ws") + "/_stcore/stream",
        subprotocols=["streamlit"],
        origin=address,
        max_size=None,
        ping_interval=None,
        proxy=None,
    )
    return Session(socket, page)
