"""An identity provider as a school has one: allauth's own, in a process and database of its own."""
