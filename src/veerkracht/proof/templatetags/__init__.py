"""Template tags of proof."""
