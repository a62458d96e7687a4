"""Values: what one cell says as a number, in base units, with what the sender said around it.

parse_value("97.8万元")  → number 978000.0, measure "万元"
parse_value("近2000")    → number 2000.0, note "近"
parse_value("—")         → state "missing" (domain rule 1)
"""

from etl.values.value import ParsedValue, State, parse_value

__all__ = ["ParsedValue", "State", "parse_value"]
