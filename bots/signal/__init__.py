"""What both Signal bots need: the receive loops, the calls of signal-cli-rest-api, and what a frame means.

Shared by the public and the staff process, so nothing here imports a side, a wing, or a key. A frame is in the inbox,
committed, before anything is done about it: nobody upstream would bring it again. signalbot reads the frames and knows
the forms of what is sent; its own receive loop, which loses and logs them, is not used.
"""
