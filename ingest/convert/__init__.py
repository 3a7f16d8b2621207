"""Text cells as values, by rules that are declared or asked for, never guessed."""
