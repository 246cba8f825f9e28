"""The words of an account in templates."""

from __future__ import annotations

from django import template

from veerkracht.funding import account_words as words

register = template.Library()
register.filter("account_day", words.day)
register.filter("account_counted", words.counted)
register.filter("account_evidence", words.evidence)
register.filter("account_people", words.people)
register.filter("account_difference", words.difference)
register.filter("account_standing", words.standing)
register.filter("account_title", words.title)
