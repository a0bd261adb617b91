"""To tell on what days a report's events happened: expressions found, clues met, and each claim placed.

Public by itself: `find(text)` gives the time expressions of a text in symbolic form, and `read(text, written)` a list
of `(start, end, first, last)`: the characters of each expression and the days it means when told on the day `written`.
"""

from memcon.dates.find import find
from memcon.dates.read import read

__all__ = ["find", "read"]
