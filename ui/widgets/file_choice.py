"""Asking for files: what was chosen is told, and where the user looked is remembered nowhere.

Qt writes the folders and files of its own dialog to a file of settings when the program ends, in clear and outside the
profile. A folder may be named after a citizen.
"""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QSettings, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.texts import Text, say

Chosen = Callable[[list[Path]], object]


def ask_for_files(parent: QWidget, title: Text, *, then: Chosen) -> QFileDialog:
    """Ask which files to read; *then* hears of them once the user has chosen."""
    dialog = _asked(parent, title, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.open()
    return dialog


def ask_where_to_save(parent: QWidget, title: Text, *, name: Text, suffix: str, then: Chosen) -> QFileDialog:
    """Ask where to write a file, called *name* unless the user says otherwise; one that is there is asked about."""
    dialog = _asked(parent, title, then)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(say(name))
    dialog.open()
    return dialog


def _asked(parent: QWidget, title: Text, then: Chosen) -> QFileDialog:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)  # nothing can lie in there
    dialog = QFileDialog(parent, say(title))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(lambda chosen: then([Path(each) for each in chosen]))
    dialog.finished.connect(partial(_forget, dialog, parent))
    return dialog


def _forget(dialog: QFileDialog, parent: QWidget, _result: int) -> None:
    """Leave *dialog* at home: where settings lie elsewhere than in files, it writes when it goes where it stands."""
    dialog.setDirectory(QDir.homePath())
    dialog.setHistory([])
    parent.activateWindow()  # where no window manager gives the keys back
