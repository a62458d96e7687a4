"""What a browser may ask of the framework over its websocket: what our pages need, and nothing else.

The framework takes more from anybody who has a window open, for its developers: to empty what it keeps for all, to look
into the repository, to write into the folder of the program or of the account it runs under.
"""

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg

_ASKED = ("rerun_script", "stop_script", "file_urls_request", "app_heartbeat")
_WORK = ("deferred_file", "dataframe_chunk")
"""Of the work that a page may have done behind it: a file made, more rows of a table."""


def is_asked_by_pages(message: bytes) -> bool:
    """Whether a message of a browser is one that our pages send."""
    asked = BackMsg()
    try:
        asked.ParseFromString(message)
    except DecodeError:
        return False
    kind = asked.WhichOneof("type")
    return kind in _ASKED or (
        kind == "backend_operation_request" and asked.backend_operation_request.WhichOneof("payload") in _WORK
    )
