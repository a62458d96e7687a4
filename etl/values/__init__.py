"""Values: what one cell says as a number, in base units, with what the sender said around it.

parse_value("97.8万元")  → number 978000.0, measure "万元"
parse_value("近2000")    → number 2000.0, note "近"
parse_value("—")         → state "missing" (domain rule 1)
parse_block(rows)        → the same for a whole sheet, without a Python call for each plain number
"""

from etl.values.block import Block, parse_block
from etl.values.value import ParsedValue, State, parse_value

__all__ = ["Block", "ParsedValue", "State", "parse_block", "parse_value"]
