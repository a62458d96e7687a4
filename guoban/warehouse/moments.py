"""Moments as the store holds them: UTC, without a zone."""

from datetime import UTC, datetime


def utc(moment: datetime) -> datetime:
    """A moment in UTC, its zone taken off; one without a zone counts as UTC."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def utc_now() -> datetime:
    """Now."""
    return utc(datetime.now(UTC))
