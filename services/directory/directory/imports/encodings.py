"""Bytes to text: what spreadsheets, exports and mail attachments made of letters."""

import codecs

_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_NOT_TEXT = {
    b"PK\x03\x04": "this is a spreadsheet or an archive, not text: save the sheet as CSV first",
    b"\xd0\xcf\x11\xe0": "this is an old Excel or Word file, not text: save the sheet as CSV first",
    b"\x1f\x8b": "this file is compressed (gzip): unpack it first",
    b"%PDF": "this is a PDF, not a table",
    b"SQLite format 3": "this is a database, not a table: export it as CSV first",
}
_MANY_CONTROLS, _SOME_CONTROLS = 0.05, 8  # text has next to none, binary data one byte in nine
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))


class UnreadableFile(ValueError):  # noqa: N818  # a "no", as refusals are named
    """Nothing of the file can be imported; the message says why and what to do."""


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises UnreadableFile when it is not text.

    UTF-8, 16 and 32 by their marks; UTF-16 without a mark by its zeros; else UTF-8, else Windows-1252. A UTF-8 file
    into which lines of Windows-1252 were pasted is read line by line.
    """
    if why := next((why for magic, why in _NOT_TEXT.items() if content.startswith(magic)), None):
        raise UnreadableFile(why)
    if encoding := _marked(content) or _wide(content):
        try:
            return content.decode(encoding).removeprefix("\ufeff"), encoding
        except UnicodeError as error:
            raise UnreadableFile(f"the file begins like {encoding} and is not: {error}") from None
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if controls > max(_SOME_CONTROLS, _MANY_CONTROLS * len(content)):
        raise UnreadableFile("this is not text: binary data")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _narrow(content)


def _marked(content: bytes) -> str | None:
    return next((name for mark, name in _BOMS.items() if content.startswith(mark)), None)


def _wide(content: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Latin text is zero."""
    most = len(content) / 4
    first, second = content[0::2].count(0) > most, content[1::2].count(0) > most
    if first == second:
        return None
    return "utf-16-be" if first else "utf-16-le"


def _narrow(content: bytes) -> tuple[str, str]:
    lines = content.splitlines(keepends=True)
    read = [(_or_none(line), line) for line in lines]
    foreign = sum(text is None for text, _ in read)
    beyond_ascii = sum(not line.isascii() for line in lines)
    if foreign * 2 > beyond_ascii:
        return _windows(content), "windows-1252"
    whole = "".join(text if text is not None else _windows(line) for text, line in read)
    return whole, f"utf-8 ({foreign} lines in windows-1252)"


def _or_none(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _windows(line: bytes) -> str:
    """Windows-1252, and Latin-1 for the five bytes that it leaves undefined."""
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in line)
