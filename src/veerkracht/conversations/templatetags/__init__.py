"""Tags of the conversation's own templates."""
