"""The made-up municipality: fictitious people with plans of years, as changes from a seed."""

from app.demo.act import Act
from app.demo.faults import Fault, FaultKind
from app.demo.generate import generate, planted
from app.demo.municipality import JONAS, METTE, Assignment, Municipality, User, municipality
from app.demo.roster import assignments

__all__ = [
    "JONAS",
    "METTE",
    "Act",
    "Assignment",
    "Fault",
    "FaultKind",
    "Municipality",
    "User",
    "assignments",
    "generate",
    "municipality",
    "planted",
]
