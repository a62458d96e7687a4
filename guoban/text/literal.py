"""Text from data where the framework reads Markdown: labels, sentences of errors, words beside a bar."""

import re

_MEANT = re.compile(r"[!-/:-@\[-`{-~]")
_JOINED = re.compile(r"(?i)(?<=[:@<>~-])|(?<=www)(?=\.)")
_JOINER = "\u2060"
"""A sign without width: with it between, what would be the name of a sign (:smile:), an address, a dash or an arrow is
none any more, which a backslash does not do."""


def literal(text: str) -> str:
    """Markdown that shows `text` as it is, on one line."""
    return _MEANT.sub(r"\\\g<0>", _JOINED.sub(_JOINER, " ".join(text.split())))
