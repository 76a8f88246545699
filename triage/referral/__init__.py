"""Handing a person on: partners, matching, offers, answers, and the review of what one did alone."""
