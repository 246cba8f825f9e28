"""English as Europe writes it; Django's own is American, where 3/12 is a day in March."""
