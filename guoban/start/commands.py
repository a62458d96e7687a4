"""start.py's commands: serve, setup, test."""

import subprocess

from guoban.errors import GuobanError, UsageError
from guoban.place import ROOT
from guoban.start.browser import ready_browser
from guoban.start.environment import clean_environment, prepare, venv_python
from guoban.start.holes import AUDIT, look_for_holes
from guoban.start.options import serve_options, setup_options
from guoban.start.server import address, fill_empty_store, port_taken, refuse_other_machines, run_server, show_running
from guoban.start.words import _, complain, say

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy", "etl", "guoban", "pages"),
    ("bandit", "-qq", "-c", "pyproject.toml", "-r", "etl", "guoban", "pages", "app.py", "start.py"),
)
WORKERS = ("-n", "2", "--dist", "loadscope")


def main(arguments: list[str]) -> int:
    """Do what the command line asks. Whatever goes wrong becomes one line and an exit status, never a traceback."""
    try:
        if arguments[:1] == ["test"]:
            return test(arguments[1:])
        if arguments[:1] == ["setup"]:
            return setup(arguments[1:])
        return serve(arguments)
    except GuobanError as error:
        complain(_("{message} {hint}").format(message=error.message, hint=error.hint).strip())
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        complain(_("Stopped."))
        return 130
    except OSError as error:
        line = _("{what} cannot be used: {reason}. Check that it exists, may be written and that the disk is not full.")
        complain(line.format(what=error.filename or "start.py", reason=error.strerror or error))
        return 1


def serve(arguments: list[str]) -> int:
    """Make ready and serve until Ctrl-C or a signal; the status is 0 then."""
    options = serve_options(arguments)
    refuse_other_machines(options.host, options.data)
    url = address(options.host, options.port)
    if port_taken(options.host, options.port):
        return show_running(url, options.port, options.data, options.browser)
    prepare(dev=False)
    return fill_empty_store(options.data) or run_server(options.host, options.port, options.data, options.browser)


def setup(arguments: list[str]) -> int:
    """Make ready, no more, and say which interpreter is ready."""
    prepare(dev=setup_options(arguments).dev)
    say(_("Ready: {python}").format(python=venv_python()))
    return 0


def test(arguments: list[str]) -> int:
    """Lint, types, holes, then pytest; pytest comes last so that its closing line is the last. Every failure counts."""
    prepare(dev=True)
    environment = clean_environment(GUOBAN_BROWSER=str(ready_browser()))
    failed = [" ".join(check) for check in CHECKS if run(*check, environment=environment)]
    failed += holes(environment)
    environment["GUOBAN_FAILED_CHECKS"] = "\n".join(failed)  # tests/conftest.py names them above the closing line
    workers = () if any(argument.startswith("-n") for argument in arguments) else WORKERS
    return run("pytest", *workers, *arguments, environment=environment) or int(bool(failed))


def holes(environment: dict[str, str]) -> list[str]:
    """Say what is known to be unsafe in the installed packages; the check by name where it failed."""
    say(" ".join(("$", *AUDIT)))
    heard = look_for_holes(environment)
    for hole in heard.holes:
        complain(hole)
    if heard.problem or not heard.anything:
        line = _("Holes in packages were not asked about: nobody who knows them answers here ({reason}).")
        say(line.format(reason=heard.problem or _("no package is known there")))
    else:
        line = _("Holes in packages: {found} found; {asked} packages asked about, of {unknown} nothing is known there.")
        say(line.format(found=len(heard.holes), asked=heard.asked, unknown=heard.unknown))
    return [AUDIT[0]] if heard.holes else []


def run(module: str, *arguments: str, environment: dict[str, str]) -> int:
    """Run an installed tool in the repository, after showing the call."""
    say(" ".join(("$", module, *arguments)))
    return subprocess.run([venv_python(), "-m", module, *arguments], cwd=ROOT, env=environment).returncode
