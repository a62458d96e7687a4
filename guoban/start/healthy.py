"""`python -m guoban.start.healthy [PORT]`: whether the server on this machine serves, for whoever watches over it."""

import sys

from guoban.start.server import address, ask_health


def main(words: list[str]) -> int:
    """0 where /health answers without a problem, else 1 and the reason."""
    told = ask_health(address("127.0.0.1", int(words[0]) if words else 8501))
    if told.get("product") == "guoban" and "problem" not in told:
        return 0
    sys.stderr.write(f"{told.get('problem', 'no answer')}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
