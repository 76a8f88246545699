"""One wing: what a submitter is asked, and how it is received.

Never imports ``triage`` or ``bots``, and never opens what it has sealed.
"""
