"""Rows of a list that say something else than before; the view paints these alone."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel

from app.queries.sameness import says_same


def tell_altered(model: QAbstractListModel, before: Sequence[object], after: Sequence[object]) -> None:
    """Tell whoever shows *model* which of its rows differ, where as many rows stand as stood there *before*."""
    for place, (one, other) in enumerate(zip(before, after, strict=True)):
        if not says_same(one, other):
            model.dataChanged.emit(model.index(place, 0), model.index(place, 0))
