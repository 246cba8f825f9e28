"""Running a training and proving it: who was there, what they thought of it, what they can show for it."""
