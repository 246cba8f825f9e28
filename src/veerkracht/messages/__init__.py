"""Every mail the house sends: one voice, one queue, each message once."""
