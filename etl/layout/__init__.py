"""Layout: a sheet's cells become tables of figures, recognised by what they say and not by where they stand."""
