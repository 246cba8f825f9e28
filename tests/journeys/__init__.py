"""Tests of the house as a whole."""

RENEWED = "DEMO_RENEWED"  # names a file that is touched when the running demo gets a fresh database
