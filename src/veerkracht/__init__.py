"""Veerkracht: the open platform on which a region learns, books and meets with Positive Health."""
