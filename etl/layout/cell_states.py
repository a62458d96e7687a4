"""What a cell of a table's body is, once it was looked at."""

BLANK, FIGURE, MARK, UNREADABLE, WRONG_MEASURE, MERGED, EITHER = range(7)
"""MARK: the sender wrote that there is none. EITHER: a figure of two readings, and a person has to say which.

Only FIGURE has a value.
"""
