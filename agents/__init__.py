"""Nouns: who is there. Columns are declared once; each kind's own decisions are pure functions."""
