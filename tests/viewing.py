"""A browser's websocket without the browser: opens a page, turns to another, reads what is drawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

PATIENCE = 60.0
STREAM = "/_stcore/stream"

_NOT_YET = (ForwardMsg.FINISHED_EARLY_FOR_RERUN, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass
class Viewer:
    """An open websocket. drawn: the messages of the page that was asked for last; session: the framework's name for
    what it keeps of this window."""

    socket: ClientConnection
    drawn: list[ForwardMsg] = field(default_factory=list)
    session: str = ""

    def turn(self, page: str, query: str = "") -> "Viewer":
        """Ask for a page by its name and read until it is drawn, whether its script failed or not."""
        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = page, query
        self.socket.send(asked.SerializeToString())
        self.drawn = []
        while True:
            said = self._next()
            self.drawn.append(said)
            self.session = said.new_session.initialize.session_id or self.session
            if said.WhichOneof("type") == "script_finished" and said.script_finished not in _NOT_YET:
                return self

    def place_to_send(self, name: str) -> str:
        """The address to send a file to."""
        asked = BackMsg()
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = self.session
        self.socket.send(asked.SerializeToString())
        while True:
            said = self._next()
            if said.WhichOneof("type") == "file_urls_response":
                return said.file_urls_response.file_urls[0].upload_url

    def take(self, label: str) -> str:
        """The address of a file that is made by the button of this label on the page that is drawn."""
        buttons = [each.delta.new_element.download_button for each in self.drawn]
        (button,) = [each for each in buttons if each.label == label]
        asked = BackMsg()
        asked.backend_operation_request.request_id = "1"
        asked.backend_operation_request.session_id = self.session
        asked.backend_operation_request.deferred_file.file_id = button.deferred_file_id
        self.socket.send(asked.SerializeToString())
        while True:
            said = self._next()
            if said.WhichOneof("type") == "backend_operation_response":
                return said.backend_operation_response.deferred_file.url

    def _next(self) -> ForwardMsg:
        return ForwardMsg.FromString(self.socket.recv(PATIENCE, decode=False))

    @property
    def text(self) -> str:
        """All that was drawn, as one text."""
        return "\n".join(str(each) for each in self.drawn)

    @property
    def found(self) -> bool:
        """Whether there is such a page for this viewer."""
        return not any(each.WhichOneof("type") == "page_not_found" for each in self.drawn)


@contextmanager
def viewing(url: str, cookie: str = "", resumed: str = "", path: str = STREAM, **headers: str) -> Iterator[Viewer]:
    """Open the websocket at an address; resumed: a window of the framework to go on with."""
    place = urlsplit(url)
    told = {"Cookie": cookie, **{name.replace("_", "-"): value for name, value in headers.items()}}
    protocols = ["streamlit", "none", *([resumed] if resumed else [])]
    address = f"ws://{place.netloc}{path}"
    with connect(
        address, additional_headers={name: value for name, value in told.items() if value}, subprotocols=protocols,
        max_size=None, compression=None, proxy=None, open_timeout=PATIENCE,
    ) as socket:  # fmt: skip
        yield Viewer(socket)
