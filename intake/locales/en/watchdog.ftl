# What the public line tells a lead of the group, and nobody else: words that any chat may hold. See bots/public/watchdog.py.

watchdog-page = Please look in at the computer.
watchdog-look = Hello. Please look in at the computer when you can, best right now: something there has stopped. If it is running again, there is nothing to do.
