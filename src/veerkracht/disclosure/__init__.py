"""Protecting people in figures: pure, without Django."""
