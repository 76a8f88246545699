"""The public bot on Telegram: the interview in one window that is edited in place.

On the path between the post of the public process and the intake desk. What Telegram delivers is in the inbox before
anything here sees it, and what is said goes through the outbox: an update is led through aiogram and aiogram-dialog
without a word to the platform, and :mod:`bots.public.telegram.sender` alone speaks to it, later. Nothing here opens
what was sealed for the group.
"""
