"""The wing of the group: what its members do with a case, over commands that no channel owns.

It stands on :mod:`storage` and never imports ``intake`` or ``bots``: submissions reach it as sealed documents, labels
through the Protocol of :mod:`triage.grammar.labels`, and what it answers leaves as :mod:`triage.notices`.
"""
