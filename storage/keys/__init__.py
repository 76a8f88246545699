"""Files of keys, and which process may hold which.

``sealing`` is intake's side: it can seal and sign, and opens no case. ``group`` is triage's side and the only code
that loads a group key; the public process never imports it. ``post`` is what both need for the mail that waits, with
the draft key or, on the staff side, ``working``'s. ``creation`` makes all of them once, but for the volatile ones.
"""
