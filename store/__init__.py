"""What a store folder is: its snapshots, the pointer to the current one, what lies beside."""
