"""The roof: every channel, the command line, configuration, wiring, the clock."""
