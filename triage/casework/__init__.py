"""Casework: what members note about a case between its arrival and its decision, and how cases are found again."""
