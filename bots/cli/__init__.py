"""The command line: ``solidarity``.

Every command imports what it needs when it runs: the one that serves submitters must not even load the code that opens
a group key, and a word of help should come at once.
"""

from bots.cli.program import main

__all__ = ["main"]
