"""Indicators, how they are counted, and how they leave the house."""
