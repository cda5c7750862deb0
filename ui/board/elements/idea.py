"""The blank card: nobody has sorted it yet."""

from app.domain.idea import IDEA
from ui.board.elements.element import ElementKind, said

IDEA_CARD = ElementKind(record=IDEA, key="N", foot=said)
