"""Exported files, whatever their format, as text tables within limits."""
