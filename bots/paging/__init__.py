"""Pagers: services of members' own choice that break through a muted phone, called through Apprise.

Beside the chat channels of both sides, under both of them: a pager is one more box of the outbox, whose letters are
content-free lines. Nothing here knows a wing, a chat framework or a group key; Apprise is known to nothing else.
"""
