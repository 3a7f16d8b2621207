"""What a text table holds: which table of ours, and which of its columns are which."""
