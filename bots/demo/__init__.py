"""``solidarity demo``: the whole path on throw-away data, shown and checked. No account, no network, nothing real.

The demo is the only place where both wings are wired in one process; it uses the same channels, desks and files as the
programs do.
"""
