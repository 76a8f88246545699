"""The staff side: channels on which members work. Talks to ``triage``; never imports aiogram."""
