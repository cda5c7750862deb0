"""The screens; a new one is one file here and one line in SCREENS."""

from ui.screens.citizens import CITIZENS
from ui.screens.oversight import OVERSIGHT
from ui.screens.screen import Screen
from ui.screens.search import SEARCH
from ui.screens.settings import SETTINGS
from ui.screens.team import TEAM
from ui.screens.today import TODAY

LEADING: tuple[Screen, ...] = (TEAM, OVERSIGHT)
"""Behind a door of their own: they are there for those who have the role."""
SCREENS: tuple[Screen, ...] = (TODAY, CITIZENS, SEARCH, SETTINGS)
