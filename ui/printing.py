"""Printing on the spot: pages onto the printer this machine prints on, without a dialog that shows other things."""

from PySide6.QtCore import QMarginsF, QRect, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.domain.sheet import Sheet
from app.errors import EnvironmentTrouble
from app.texts import mark

_QUEUE_NAME = "Enplan"
"""What a printer's queue says: it is read by others, so it names nobody."""


def usual_printer() -> str:
    """Return the name of the printer that this machine prints on, empty where there is none."""
    return QPrinterInfo.defaultPrinter().printerName()


def print_pages(pages: list[bytes], *, printer: QPrinter | None = None, sheet: Sheet = Sheet.A4) -> None:
    """Print *pages*, pictures of a *sheet* in PNG, on *printer* or the usual one.

    Raises EnvironmentTrouble when there is none, or it takes nothing.
    """
    used = printer or _usual()
    used.setDocName(_QUEUE_NAME)
    used.setFullPage(True)
    painter = QPainter()
    for number, page in enumerate(pages):
        picture = QImage.fromData(page)
        used.setPageLayout(_layout(picture, sheet))
        if not (painter.begin(used) if number == 0 else used.newPage()):
            raise _refused()
        field = QRect(0, 0, used.width(), used.height())
        size = picture.size().scaled(field.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRect(field.topLeft(), size), picture)
    if painter.isActive() and not painter.end():
        raise _refused()


def _usual() -> QPrinter:
    found = QPrinterInfo.defaultPrinter()
    if found.isNull():
        raise EnvironmentTrouble(mark("print", "Der er ingen printer på denne pc. Gem kopien som fil i stedet."))
    return QPrinter(found, QPrinter.PrinterMode.HighResolution)


def _layout(picture: QImage, sheet: Sheet) -> QPageLayout:
    orientations = QPageLayout.Orientation
    is_wide = picture.width() > picture.height()
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId[sheet.value]),
        orientations.Landscape if is_wide else orientations.Portrait,
        QMarginsF(0, 0, 0, 0),
    )


def _refused() -> EnvironmentTrouble:
    return EnvironmentTrouble(mark("print", "Printeren tager ikke imod. Se efter, om den er tændt og har papir."))
