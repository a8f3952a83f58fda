"""RD New (metres) to WGS84 (degrees) and back, by the polynomial of Schreutelkamp and Strang van Hees.

F.H. Schreutelkamp and G.L. Strang van Hees, "Benaderingsformules voor de transformatie tussen RD- en
WGS84-kaartcoordinaten", NGT Geodesia 2001-2; off by less than half a metre in the Netherlands. A polynomial
and not PROJ, because PROJ's answer depends on the grid files a machine happens to have, and the demo is the
same everywhere.
"""

import numpy as np

from energiekop.demo.arrays import Floats

X0, Y0 = 155_000.0, 463_000.0
LAT0, LON0 = 52.15517440, 5.38720621

# (power of dx, power of dy, coefficient in arc seconds), dx and dy in units of 100 km
LAT_TERMS = [
    (0, 1, 3235.65389), (2, 0, -32.58297), (0, 2, -0.24750), (2, 1, -0.84978), (0, 3, -0.06550), (2, 2,
    -0.01709),
    (1, 0, -0.00738), (4, 0, 0.00530), (2, 3, -0.00039), (4, 1, 0.00033), (1, 1, -0.00012),
]  # fmt: skip
LON_TERMS = [
    (1, 0, 5260.52916), (1, 1, 105.94684), (1, 2, 2.45656), (3, 0, -0.81885), (1, 3, 0.05594), (3, 1,
    -0.05607),
    (0, 1, 0.01199), (3, 2, -0.00256), (1, 4, 0.00128), (0, 2, 0.00022), (2, 0, -0.00022), (5, 0, 0.00026),
]  # fmt: skip
# (power of dlat, power of dlon, metres), dlat and dlon in units of 10 000 arc seconds
X_TERMS = [
    (0, 1, 190094.945), (1, 1, -11832.228), (2, 1, -114.221), (0, 3, -32.391), (1, 0, -0.705), (3, 1, -2.340),
    (1, 3, -0.608), (0, 2, -0.008), (2, 3, 0.148),
]  # fmt: skip
Y_TERMS = [
    (1, 0, 309056.544), (0, 2, 3638.893), (2, 0, 73.077), (1, 2, -157.984), (3, 0, 59.788), (0, 1, 0.433),
    (2, 2, -6.439), (1, 1, -0.032), (0, 4, 0.092), (1, 4, -0.054),
]  # fmt: skip


def _sum(terms: list[tuple[int, int, float]], first: Floats, second: Floats) -> Floats:
    total = np.zeros_like(first)
    for power_first, power_second, coefficient in terms:
        total += coefficient * first**power_first * second**power_second
    return total


def to_degrees(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Longitude and latitude of RD metres."""
    dx, dy = (x - X0) * 1e-5, (y - Y0) * 1e-5
    return LON0 + _sum(LON_TERMS, dx, dy) / 3600, LAT0 + _sum(LAT_TERMS, dx, dy) / 3600


def to_metres(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """RD x and y of degrees."""
    dlat, dlon = 0.36 * (lat - LAT0), 0.36 * (lon - LON0)
    return X0 + _sum(X_TERMS, dlat, dlon), Y0 + _sum(Y_TERMS, dlat, dlon)
