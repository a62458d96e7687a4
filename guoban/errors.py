"""The one family of errors a person may see."""


class GuobanError(Exception):
    """Something a person can be told in one sentence, with what to do about it.

    message: one sentence in the chosen language, without a full traceback's detail.
    hint: what to do next, also one sentence; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(GuobanError):
    """The input cannot be used as it stands; nothing was changed (exit status 1)."""


class UsageError(GuobanError):
    """The words of the call are wrong (exit status 2)."""


class StoreError(GuobanError):
    """The store could not be used: locked, full, damaged, missing (exit status 3)."""
