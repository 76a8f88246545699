"""The staff bot on Telegram, on python-telegram-bot: commands and buttons in, references and sealed files out.

An update comes from the inbox into :mod:`line`, which runs one transaction around :mod:`reception`. There
:mod:`conversation` finds out who it is and has the desk obey, and what the desk answers becomes letters
(:mod:`answers`, :mod:`keyboards`, :mod:`questions`) in the outbox; :mod:`delivery` hands those to the platform later.
Telegram can read all that is said here, so nobody's words are: they leave as an age file for the member's own key, or
not at all.
"""
