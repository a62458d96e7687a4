"""The tables of the demonstration county, one layout a file, each with what surrounds real ones."""
