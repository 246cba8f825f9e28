"""Moving in: lists that exist elsewhere are read, previewed, taken over as a whole, and undone as a whole."""
