"""The demo: invented people, one-click sign-in and a mailbox, on this machine only."""
