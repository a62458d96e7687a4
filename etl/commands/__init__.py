"""The commands of `python -m etl`, one module a command; docs/commands.md describes each."""
