"""`python -m etl COMMAND`: see docs/commands.md."""

import sys

from etl.commands.run import main

if __name__ == "__main__":
    sys.exit(main())
