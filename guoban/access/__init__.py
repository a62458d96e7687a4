"""Who may: accounts, sessions, limits on guesses, the rights of a role, and the log of what was done."""
