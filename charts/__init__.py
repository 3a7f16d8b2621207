"""Frames in, Plotly figures out; theme.py is the one look."""
