"""Template tags of programme."""
