"""The conversation: a web that belongs to the resident, and that we cannot read."""
