"""The blank workbooks that the county sends out: filled in and read back, they load without a question."""

from etl.template.asked import asked_of, remarks, reporting_units
from etl.template.blank import Blank, Layout, blank_workbook

__all__ = ["Blank", "Layout", "asked_of", "blank_workbook", "remarks", "reporting_units"]
