"""Merged rows as the tables that the questions read."""
