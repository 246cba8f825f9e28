"""Frozen releases of figures, which anyone may show."""
