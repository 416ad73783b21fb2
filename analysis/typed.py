"""Text of a table typed by hand: utf-8 with or without a mark, or the GBK that a Chinese spreadsheet writes."""

from pathlib import Path

ENCODINGS = ("utf-8-sig", "gb18030")


class NoTextError(Exception):
    """A file that is no text in either encoding: a workbook, or UTF-16."""


def text_of(path: Path) -> str:
    """The file as text with plain line ends.

    Raises OSError when it cannot be read, NoTextError when it is no text.
    """
    content = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise NoTextError(path.name)
