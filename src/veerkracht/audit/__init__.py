"""What was done, by whom, when; a changed or missing row is noticed."""
