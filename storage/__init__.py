"""The cellar: sealed files, keys, tables, inbox and outbox, the audit log.

Both wings stand on this package and meet only here. It never imports ``intake``, ``triage`` or ``bots``.
"""
