"""A figure and what belongs to it: headline, quiet line, numbers, table, rows, download."""
