"""Emergencies: who is on duty, what rings for them, and that somebody has taken over."""
