"""Persons, organisations, sectors, roles, sign-in and privacy."""
