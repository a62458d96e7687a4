"""The return slip (退回单): a sender's own workbook, with every finding shown where it is to be mended.

slip = make_slip(reading, content, catalogue)
Path(slip.file_name).write_bytes(slip.content)
"""

from etl.slip.make import Slip, make_slip, slip_name, to_mend

__all__ = ["Slip", "make_slip", "slip_name", "to_mend"]
