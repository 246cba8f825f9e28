"""Public pages that editors own; only reads from the other apps."""
