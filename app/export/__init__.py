"""Documents and files out of the program. A new format is one file here and one line in EXPORTERS."""

from app.export.board_pdf import BoardPdfExporter
from app.export.excalidraw import ExcalidrawExporter, LibraryExporter
from app.export.exporter import Exporter
from app.export.fhir import FhirExporter
from app.export.pdf import PdfExporter
from app.export.png import PngExporter
from app.export.svg import SvgExporter

EXPORTERS: tuple[Exporter, ...] = (
    PdfExporter(),
    SvgExporter(),
    PngExporter(),
    BoardPdfExporter(),
    FhirExporter(),
    ExcalidrawExporter(),
    LibraryExporter(),
)
