"""What start.py does before anything is installed: standard library only, and nothing of the other rooms."""
