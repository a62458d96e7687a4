"""The two commands of the README, with nothing but the standard library.

    python3 start.py [--no-browser] [--port N] [--host H] [--data FOLDER]   make ready, serve, open the browser
    python3 start.py test [pytest arguments]                                make ready, then lint, types and all tests
    python3 start.py setup [--dev]                                          make ready, no more

Whatever Python a machine has reads this file and guoban/start/words.py, so their syntax stays within Python 3.6;
everything else needs 3.11 and is imported after the question has been asked.
"""

import sys

from guoban.start.words import _

if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        _("Guoban needs Python 3.11 or newer and this is {version}: install a newer Python and start with it.").format(
            version=sys.version.split()[0]
        )
    )

if __name__ == "__main__":
    from guoban.start.commands import main

    sys.exit(main(sys.argv[1:]))
