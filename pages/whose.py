"""Whose hand it is that loads, revises and undoes."""

BY = "local"
"""Until people sign in."""
