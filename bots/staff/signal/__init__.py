"""The staff bot on Signal: the whole grammar as text, and full content for members whose identity is pinned.

A part of a frame comes from the inbox into :mod:`counter`, which looks up with which key its sender writes, before the
transaction. Within it :mod:`conversation` finds out who it is and has the desk obey, and what the desk answers becomes
letters in the outbox, which :mod:`counter` hands to signal-cli-rest-api later. A member whose key has changed is
suspended, and the chat is a stranger's from then on.
"""
