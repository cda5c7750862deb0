"""Motion: whether the computer is set to show no animations.

Windows is asked for itself, since Qt tells it from 6.12 on; of other systems nothing is known, and the setting decides.
"""

import ctypes
import sys

_GET_CLIENT_AREA_ANIMATION = 0x1042


def is_unwanted() -> bool:
    """Tell whether the computer asks for no motion («Vis animationer i Windows» is off)."""
    system = getattr(ctypes, "windll", None) if sys.platform.startswith("win") else None
    if system is None:
        return False
    shows = ctypes.c_int(1)
    is_told = system.user32.SystemParametersInfoW(_GET_CLIENT_AREA_ANIMATION, 0, ctypes.byref(shows), 0)
    return bool(is_told) and not shows.value
