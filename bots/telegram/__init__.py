"""What both Telegram bots need below their frameworks: the receive loops, the bare Bot API, the cutting of long texts.

Shared by the public and the staff process, so nothing here imports aiogram or python-telegram-bot, a wing, or a key.
A raw update is in the inbox, committed, before Telegram is told that it arrived; nothing here reads what it says.
"""
