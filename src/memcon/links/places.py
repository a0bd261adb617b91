"""To tell whether two places are one town: a palace or an airport and the city that it belongs to."""

from functools import cache

from memcon.reference import load_reference

ONE_TOWN = 0.5
"""Degrees either way within which two places are taken for one town, as where places are said to disagree."""
Point = tuple[float, float]


@cache
def _points() -> dict[str, Point]:
    """The latitude and longitude in degrees of each place that ships with the package, by actor id."""
    places = load_reference().places.values()
    return {one.actor: (one.lat, one.lon) for one in places if one.lat is not None and one.lon is not None}


def is_one_town(one: str, other: str) -> bool:
    """Whether two places, by actor id, lie so near each other; False where it is not known where they lie."""
    points = _points()
    if one not in points or other not in points:
        return False
    return all(abs(a - b) <= ONE_TOWN for a, b in zip(points[one], points[other], strict=True))
