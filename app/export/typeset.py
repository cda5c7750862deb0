"""The compilers of what is printed: one for each template, which keeps fonts and template read between documents."""

from functools import cache

import typst

import resources


@cache
def compiler(template: str) -> typst.Compiler:
    """Return the compiler of *template*, a file of the program's resources; it knows the program's own fonts alone."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[resources.path("fonts")])
    path = resources.path(template)
    return typst.Compiler(path, root=path.parent, font_paths=fonts)
