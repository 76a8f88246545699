"""The kinds of windows there are.

They are kinds of asking, not questions: a new question in a questionnaire needs no window of its own.
"""

from aiogram.fsm.state import State, StatesGroup


class Windows(StatesGroup):
    """One window a kind of prompt."""

    beginning = State()  # one of several, or another language
    choosing = State()  # one of several, each on its button
    marking = State()  # several of several: buttons with marks, then done
    looking = State()  # what does not fit on buttons stands in the text, numbered
    writing = State()  # words or files; the only buttons are those that steer
    ended = State()  # nothing is asked any more
