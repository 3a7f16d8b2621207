"""What became of every row: merged, set aside, rejected, remarked on, changed."""
