"""To put points of the globe on a flat map: the Equal Earth projection, in which areas keep their size."""

from math import asin, cos, radians, sin, sqrt

WIDTH = 2000.0
"""The width of the whole world in the units of the map; `static/world.svg` is drawn in the same."""

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2
_X_MOST, _Y_MOST = 2.7066297, 1.3173627
"""Half the width and half the height of the projected world where the globe's radius is one."""

HEIGHT = WIDTH * _Y_MOST / _X_MOST


def project(lat: float, lon: float) -> tuple[float, float]:
    """Degrees north and east as (x, y) on the map, y downwards, the origin at its upper left.

    Šavrič, Patterson and Jenny, The Equal Earth map projection, 2018.

    >>> [round(n) for n in project(0, 0)], [round(n) for n in project(90, 0)]
    ([1000, 487], [1000, 0])
    """
    theta = asin(_M * sin(radians(lat)))
    square = theta * theta
    sixth = square * square * square
    x = radians(lon) * cos(theta) / (_M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)))
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    scale = WIDTH / (2 * _X_MOST)
    return (x + _X_MOST) * scale, (_Y_MOST - y) * scale
