"""``python -m bots.cli``: how the program starts itself again, whatever it was started as."""

import sys

from bots.cli import main

sys.exit(main())
