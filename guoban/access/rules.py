"""What signing in costs, how long it lasts and how often may be guessed: the numbers, in one place."""

from dataclasses import dataclass

MINUTE, HOUR = 60.0, 3600.0


@dataclass(frozen=True, slots=True)
class Rules:
    """The numbers of sign-in; seconds unless the name says otherwise.

    hash_passes, hash_kibibytes, hash_lanes: the cost of one argon2id hash, the first that OWASP names: a tenth of a
    second on two cores. RFC 9106's second takes a quarter to a half, which whoever signs in would wait.
    hashes_at_once: so many are worked out at one time in a process; others wait, so that memory has a bound.
    shortest_password, longest_password: characters. There is no rule about which.
    idle, absolute: a session ends that long after its last use, and that long after sign-in in any case.
    guesses_at_account, guesses_from_address: so many wrong ones within `guess_window`, then it is waited.
    code_lasts: of the code for the first administrator; link_lasts: of a link to choose a password.
    """

    hash_passes: int = 1
    hash_kibibytes: int = 47104
    hash_lanes: int = 1
    hashes_at_once: int = 2
    shortest_password: int = 10
    longest_password: int = 200
    idle: float = 2 * HOUR
    absolute: float = 12 * HOUR
    guesses_at_account: int = 8
    guesses_from_address: int = 40
    guess_window: float = 15 * MINUTE
    code_lasts: float = HOUR
    link_lasts: float = 72 * HOUR

    @property
    def link_hours(self) -> int:
        """`link_lasts` in hours, as people are told."""
        return round(self.link_lasts / HOUR)
