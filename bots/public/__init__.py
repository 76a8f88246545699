"""The public side: channels on which submitters write. Talks to ``intake``; cannot reach a group key."""
