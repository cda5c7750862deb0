"""The way in: without words the window opens, with words a command runs. The one place that joins ui and sync."""

import sys


def main() -> int:
    """Open the window, or run the command that the words name; returns the exit code."""
    if len(sys.argv) > 1:
        from ui.command_line import run

        return run()
    return _open_window()


def _open_window() -> int:
    from PySide6.QtWidgets import QApplication

    from app.clock import SystemClock
    from ui import theme
    from ui.doorbell import Doorbell, ring
    from ui.program import Program, usual_folder

    application = QApplication(sys.argv[:1])
    application.setApplicationName("Enplan")
    theme.load_fonts()
    folder = usual_folder()
    if ring(folder):
        return 0
    program = Program(application, folder=folder, clock=SystemClock())
    bell = Doorbell(folder, application)
    bell.rung.connect(program.come_forward)
    bell.listen()
    program.start()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
