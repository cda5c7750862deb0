"""The one style sheet: shapes by object name and by the property `kind`, colours by token."""

from collections.abc import Mapping
from string import Template

_LETTERS = Template("""
QLabel[kind="small"], QLabel[kind="on-navigation"] { font-size: $text_smallest; }
QLabel[kind="card"] { font-size: $text_card; }
QLabel[kind="panel"] { font-size: $text_panel; }
QLabel[kind="page"] { font-size: $text_page; }
""")

_SHEET = Template("""
QToolTip { background: $ink; color: $ground; border: 0; padding: 6px 8px; }
QAbstractButton, QComboBox { outline: 0; }
QLabel { background: transparent; }
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="small"] { color: $muted; }
QLabel[kind="strong"] { font-weight: 600; }
QLabel[kind="card"], QLabel[kind="panel"], QLabel[kind="page"] { font-weight: 600; }
QLabel[kind="warning"] { color: $warning; }
QLabel[kind="chip"] { background: $hover; color: $muted; border-radius: 10px; padding: 3px 8px; font-weight: 500; }
QLabel[kind="alarm"] { background: $warning_tint; color: $warning; border-radius: 10px; padding: 3px 8px; font-weight: 600; }
QLabel[kind="news"] { background: $information_tint; color: $information; border-radius: 10px; padding: 3px 8px; font-weight: 600; }
QPushButton { background: $surface; color: $ink; border: $edge solid $line; border-radius: 10px; padding: 0 $by_button; min-height: $touch; font-weight: 500; }
QPushButton:hover { background: $hover; }
QPushButton:focus { border: $ring solid $focus; padding: 0 $in_button; min-height: $touch_in; }
QPushButton:disabled { color: $muted; }
QPushButton[kind="primary"] { background: $brand; color: $on_brand; border-color: $brand; font-weight: 600; }
QPushButton[kind="primary"]:focus { border: $ring solid $focus_primary; }
QPushButton[kind="primary"]:disabled { background: $hover; border-color: $line; color: $muted; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover, QPushButton[kind="on"]:hover { background: $hover; }
QPushButton[kind="on"], QPushButton:checked { background: $brand_tint; color: $brand; border-color: $on_edge; font-weight: 600; }
QPushButton[kind="quiet"]:focus, QPushButton[kind="on"]:focus, QPushButton:checked:focus { border: $ring solid $focus; }
QPushButton[kind="icon"] { background: transparent; border-color: transparent; padding: 0; min-width: $touch; max-width: $touch; }
QPushButton[kind="icon"]:focus { border: $ring solid $focus; padding: 0; min-width: $touch_in; max-width: $touch_in; }
QPushButton[kind="icon"]:hover { background: $hover; }
QPushButton[kind="row"] { background: transparent; border-color: transparent; text-align: left; padding: 0 $by_row; }
QPushButton[kind="row"]:focus { border: $ring solid $focus; padding: 0 $in_row; }
QPushButton::menu-indicator { width: 0; }
QLineEdit, QComboBox, QPlainTextEdit { background: $surface; color: $ink; border: $edge solid $field_edge; border-radius: 8px; padding: 0 $by_field; min-height: $touch; selection-background-color: $brand; selection-color: $on_brand; placeholder-text-color: $muted; }
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus { border: $ring solid $focus; padding: 0 $in_field; min-height: $touch_in; }
QPlainTextEdit { padding: $by_text; min-height: 0; }
QPlainTextEdit:focus { padding: $in_text; min-height: 0; }
QComboBox::drop-down { border: 0; width: $arrow; }
QAbstractItemView { background: $surface; color: $ink; border: $edge solid $line; outline: 0; selection-background-color: $brand_tint; selection-color: $ink; }
QListView#Rows { background: transparent; border: 0; }
QListWidget { border: $edge solid $field_edge; border-radius: 8px; padding: 6px; }
QListWidget:focus { border: $ring solid $focus; }
QCheckBox, QRadioButton { spacing: 10px; min-height: $row; padding: 0 8px 0 5px; }
QCheckBox::indicator, QRadioButton::indicator { width: $indicator; height: $indicator; border: 0; background: transparent; image: none; }
QMenu { background: $raised; color: $ink; border: $edge solid $line; padding: 6px; }
QMenu::item { padding: 10px 28px 10px 12px; border-radius: 6px; }
QMenu::item:selected { background: $brand_tint; }
QScrollArea, QScrollArea > QWidget > QWidget#Page { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $field_edge; border-radius: 4px; margin: 2px; min-height: 44px; min-width: 44px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
#Navigation { background: $navigation; }
#Navigation QLabel { color: $on_navigation; }
#Navigation QPushButton { background: transparent; color: $on_navigation; border: 2px solid transparent; text-align: left; padding: 0 12px; min-height: $touch_navigation; }
#Navigation QPushButton:hover { background: $navigation_hover; }
#Navigation QPushButton:checked { background: $navigation_on; font-weight: 600; }
#Navigation QPushButton:focus { border: 2px solid $on_navigation; }
#Popup { background: $raised; border: $edge solid $line; border-radius: 10px; }
#Header { background: $surface; border: 0; border-bottom: 1px solid $line; }
#Toast { background: $ink; border-radius: 10px; }
#Toast QLabel, #Toast QPushButton { color: $ground; background: transparent; border-color: transparent; font-weight: 600; }
""")  # noqa: E501 - one rule a line reads best


def style_sheet(values: Mapping[str, str]) -> str:
    """Return the style sheet with the tokens of one look filled in."""
    return _SHEET.substitute(values) + letters_sheet(values)


def letters_sheet(values: Mapping[str, str]) -> str:
    """Return the sizes of text alone, for a part whose letters are others than the application's."""
    return _LETTERS.substitute(values)
