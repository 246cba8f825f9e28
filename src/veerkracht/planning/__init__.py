"""Pure cores that plan: a problem in, a solution out; no Django, clock or database."""
