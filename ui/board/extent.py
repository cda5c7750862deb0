"""Extent: how far what a board shows reaches."""

from PySide6.QtCore import QRectF

from app.domain.drawing import Frame, Label
from app.queries.board import BoardView, StrokeView
from ui.board.stroke import coordinates


def content_of(view: BoardView) -> QRectF:
    """Return what cards, drawings and lanes cover; a usual board's worth when there is nothing."""
    rooms = [(spot.x, spot.y, spot.x + spot.width, spot.y + spot.height) for spot in (card.spot for card in view.cards)]
    rooms += [_reach(stroke) for stroke in view.strokes]
    drawings: tuple[Frame | Label, ...] = (*view.frames, *view.labels)
    for drawn in drawings:
        x, y = drawn.x or 0.0, drawn.y or 0.0
        rooms.append((x, y, x + (drawn.width or 0.0), y + (getattr(drawn, "height", 0.0) or 40.0)))
    if view.axis is not None and view.lanes:
        left, last = view.axis.left - view.axis.strip, view.lanes[-1]
        rooms.append((left, 0.0, view.axis.left + 1.0, last.y + last.height))
    if view.axis is None and view.lanes:
        rooms.append((0.0, 0.0, 1.0, view.lanes[-1].y + view.lanes[-1].height))
    if not rooms:
        return QRectF(0, 0, 800, 500)
    left, top = min(room[0] for room in rooms), min(room[1] for room in rooms)
    return QRectF(left, top, max(room[2] for room in rooms) - left, max(room[3] for room in rooms) - top)


def _reach(stroke: StrokeView) -> tuple[float, float, float, float]:
    xs, ys = coordinates(stroke.ink)
    return (
        min(xs) / 10 + stroke.x, min(ys) / 10 + stroke.y, max(xs) / 10 + stroke.x, max(ys) / 10 + stroke.y,
    )  # fmt: skip
