"""What reading a zip raises that is none, was cut off, is damaged or encrypted: the one list of it."""

import zlib
from zipfile import BadZipFile

BROKEN_ZIP = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""Of a zip on a disk, which has troubles of its own that are not the zip's."""

BROKEN_ZIP_IN_MEMORY = (*BROKEN_ZIP, OSError, ValueError)
"""Of bytes: an offset that leads out of them, a name that is no text."""
