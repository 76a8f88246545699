"""``make picture``: what a submitter sees, drawn from a recording that the real public bot answers.

A page of phone screens, then a picture of the page. Every word on it comes from the bot or from the recording.
"""
