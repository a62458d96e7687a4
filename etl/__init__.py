"""The way in: a workbook's bytes become grids, layouts, observations, findings, and a published store."""
