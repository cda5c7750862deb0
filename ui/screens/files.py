"""The files of a plan, or of one thing in it: attached, looked at, saved elsewhere, taken off. Only for the worker."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.attachment import Attachment
from app.domain.item import Item
from app.domain.media import Media
from app.operations.attachments import attach_file, detach, save_file
from app.queries.attachments import PLACES, AttachmentView, Place, attachments, content_of
from app.texts import mark, say
from ui.screens.screen import Desk
from ui.widgets.button import Button, icon_button
from ui.widgets.card import column, row
from ui.widgets.file_choice import ask_for_files, ask_where_to_save
from ui.widgets.page import clear
from ui.widgets.picture import decoded
from ui.widgets.text import Label

if TYPE_CHECKING:
    from app.store.reader import Reader

PREVIEW = QSize(280, 280)
ATTACH = mark("files", "Vedhæft fil …")
_FORMS: Mapping[Media | None, str] = {Media.PNG: "png", Media.JPEG: "jpeg"}
_SAVED_NAME = mark("files", "vedhæftet fil")
"""What a saved file is called unless the user says otherwise: its own name may tell of the citizen."""


class Files(QWidget):
    """A list with its acts; `show_item` says what the files belong to, before that it is the plan."""

    def __init__(self, desk: Desk, *, citizen: str = "", is_read_only: bool = False) -> None:
        super().__init__()
        self._is_read_only = is_read_only
        self._desk = desk
        self._citizen = citizen
        self._item: Item | None = None
        self._views: dict[str, AttachmentView] = {}
        self._shown: tuple[tuple[str, ...], ...] = ()
        self._pictures: dict[str, QLabel] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._attach = Button(ATTACH, icon_name="file-up", kind="quiet", act=self._ask_what)
        if is_read_only:
            self._attach.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(self._list)
        box.addWidget(self._attach, 0, Qt.AlignmentFlag.AlignLeft)
        desk.bridge.changed.connect(self._on_changed)
        if citizen:
            self._reload()

    def show_item(self, item: Item) -> None:
        """Show the files of an item."""
        is_other = self._item is None or self._item.id != item.id
        self._item, self._citizen = item, item.citizen or ""
        if is_other:
            self._show(())
            self._reload()

    def _on_changed(self, touched: object) -> None:
        if self._citizen and self._citizen in getattr(touched, "citizens", ()):
            self._reload()

    def _reload(self) -> None:
        item = None if self._item is None else self._item.id
        self._desk.bridge.ask(attachments, then=self._show, citizen=self._citizen, item=item)

    def _show(self, found: Sequence[AttachmentView]) -> None:
        """Show what was found; a list that says the same is left as it is, with whatever has the keys in it."""
        self._views = {each.attachment.id: each for each in found}
        says = tuple((each.attachment.id, each.name, each.about, each.place.value) for each in found)
        if says == self._shown:
            return
        self._shown = says
        self._pictures = {}
        clear(self._list)
        for each in found:
            self._list.addWidget(self._line(each))

    def _line(self, view: AttachmentView) -> QWidget:
        line, identity = QWidget(), view.attachment.id
        acts = [self._act("save", mark("files", "Gem {name} uden for Enplan …"), view, self._ask_where)]
        if view.is_picture:
            acts.insert(0, self._act("image", mark("files", "Vis eller skjul {name}"), view, self._turn_picture))
        for each in acts:
            each.setEnabled(view.place is not Place.COMING)
        if not self._is_read_only:
            acts.append(self._act("trash-2", mark("files", "Fjern {name}; det kan fortrydes"), view, self._detach))
        about = f"{view.about} · {say(PLACES[view.place])}"
        words = column(Label(view.name, kind="strong", wrap=True), Label(about, kind="muted", wrap=True), spacing=0)
        head = row(*acts, spacing=2)
        head.insertLayout(0, words, 1)
        picture = QLabel()
        picture.setAccessibleName(say(mark("files", "Billedet {name}"), name=view.name))
        picture.hide()
        self._pictures[identity] = picture
        box = QVBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(head)
        box.addWidget(picture)
        return line

    def _act(self, icon: str, words: str, view: AttachmentView, act: Callable[[str], object]) -> Button:
        return icon_button(icon, say(words, name=view.name), act=partial(act, view.attachment.id))

    def _ask_what(self) -> None:
        ask_for_files(self.window(), mark("files", "Vælg de filer, der skal vedhæftes"), then=self._attach_all)

    def _attach_all(self, paths: Sequence[Path]) -> None:
        for each in paths:
            self._desk.bridge.run(
                attach_file, then=self._on_attached, citizen=self._citizen, path=each, item=self._item
            )  # fmt: skip

    def _on_attached(self, _identity: object) -> None:
        self._desk.messages.tell(say(mark("files", "Filen er vedhæftet.")))

    def _ask_where(self, identity: str) -> None:
        attachment = self._views[identity].attachment
        suffix = attachment.media.suffix.lstrip(".") if attachment.media else "bin"
        ask_where_to_save(
            self.window(), mark("files", "Gem den vedhæftede fil"), name=_SAVED_NAME, suffix=suffix,
            then=partial(self._save, attachment),
        )  # fmt: skip

    def _save(self, attachment: Attachment, paths: Sequence[Path]) -> None:
        for each in paths:
            self._desk.bridge.run(save_file, then=self._on_saved, attachment=attachment, to=each)

    def _on_saved(self, _path: object) -> None:
        self._desk.messages.tell(say(mark("files", "Filen er gemt. Slet den, når du ikke skal bruge den mere.")))

    def _detach(self, identity: str) -> None:
        self._desk.bridge.run(detach, attachment=self._views[identity].attachment)

    def _turn_picture(self, identity: str) -> None:
        picture = self._pictures[identity]
        if picture.isVisible():
            picture.clear()
            picture.hide()
            return
        attachment = self._views[identity].attachment
        self._desk.bridge.ask(
            _picture, then=self._show_picture, failed=self._desk.messages.trouble, attachment=attachment
        )

    def _show_picture(self, found: tuple[str, QImage]) -> None:
        identity, image = found
        picture = self._pictures.get(identity)
        if picture is None:
            return
        if image.isNull():
            picture.setText(say(mark("files", "Billedet kan ikke vises. Gem det, og åbn det i et andet program.")))
            picture.setWordWrap(True)
        else:
            picture.setPixmap(QPixmap.fromImage(image))
        picture.show()


def _picture(reader: "Reader", *, attachment: Attachment) -> tuple[str, QImage]:
    """Return a picture by its attachment's id, decoded in memory on the reader's thread."""
    content = content_of(reader, attachment=attachment)
    return attachment.id, decoded(content, _FORMS[attachment.media], within=PREVIEW)
