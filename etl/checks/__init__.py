"""Checks: what is wrong or odd about the figures of a file, each as a named rule with its words."""
