"""What people at the clinic decide and write down, kept beside the store."""
