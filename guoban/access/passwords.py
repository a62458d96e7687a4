"""Passwords as argon2id hashes, and the same work whether there is anything to compare with or not."""

import base64
import secrets
import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from guoban.access.rules import Rules
from guoban.errors import InputError
from guoban.text import _, ngettext

_SALT_BYTES, _HASH_BYTES = 16, 32


class Passwords:
    """Makes and compares hashes at the cost that the rules name."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._hasher = PasswordHasher(
            rules.hash_passes, rules.hash_kibibytes, rules.hash_lanes, _HASH_BYTES, _SALT_BYTES
        )
        self._room = threading.BoundedSemaphore(rules.hashes_at_once)

    def hashed(self, password: str) -> str:
        """The hash of a new password, with its salt and cost in it. Raises InputError for one too short or too long."""
        text = _one_form(password)
        if len(text) < self._rules.shortest_password:
            least = self._rules.shortest_password
            raise InputError(
                ngettext(
                    "A password has at least {count} character.", "A password has at least {count} characters.", least
                ).format(count=least),
                _("Several words in a row are easy to remember and hard to guess."),
            )
        if len(text) > self._rules.longest_password:
            most = self._rules.longest_password
            raise InputError(
                ngettext(
                    "A password has at most {count} character.", "A password has at most {count} characters.", most
                ).format(count=most)
            )
        with self._room:
            return self._hasher.hash(text)

    def is_right(self, password: str, stored: str | None) -> bool:
        """Whether a password is the one behind a hash; without a hash it is not, after the same work."""
        text = _one_form(password)[: self._rules.longest_password + 1]
        with self._room:
            try:
                return self._hasher.verify(stored or self._nobodys_hash(), text) and stored is not None
            except (VerificationError, InvalidHashError):
                return False

    def is_outdated(self, stored: str) -> bool:
        """Whether a hash was made at another cost than that of today."""
        return self._hasher.check_needs_rehash(stored)

    def _nobodys_hash(self) -> str:
        """A well-formed hash at today's cost that no password has: what stands in it is drawn by lot."""
        rules = self._rules
        salt, found = (_unpadded(secrets.token_bytes(size)) for size in (_SALT_BYTES, _HASH_BYTES))
        cost = f"m={rules.hash_kibibytes},t={rules.hash_passes},p={rules.hash_lanes}"
        return f"$argon2id$v=19${cost}${salt}${found}"


def _one_form(password: str) -> str:
    """One way of writing it: the same signs typed with another keyboard or input method compare equal."""
    return unicodedata.normalize("NFKC", password)


def _unpadded(content: bytes) -> str:
    return base64.b64encode(content).decode().rstrip("=")
