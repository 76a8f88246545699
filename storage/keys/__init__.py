"""Files of keys, and which process may hold which.

``sealing`` is intake's side: it can seal and sign, and opens no case. ``group`` is triage's side and the only code
that loads a group key; the public process never imports it. ``creation`` makes all of them once.
"""
