"""The public bot on Signal: the interview as text, in a chat whose messages disappear.

On the path between the post of the public process and the intake desk. What Signal delivers is in the inbox before
anything here sees it, and what is said goes through the outbox: :mod:`bots.public.signal.sender` alone writes to
submitters, later. Nothing here opens what was sealed for the group.
"""
