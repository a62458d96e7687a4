"""Sheets for the wall of a meeting room: each one whole SVG drawing, the same on a screen, on paper and in a PNG."""
