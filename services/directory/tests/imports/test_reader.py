import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.imports.encodings import UnreadableFile
from directory.imports.reader import BrokenRow, ColumnsMissing, Row, read_table

ACCENTS = "nom;ville\nL'Étincelle;Orléans\nLe Cœur;Nîmes\n"


def rows(content):
    return [tuple(row.cells.values()) for row in read_table(content).rows if isinstance(row, Row)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_accents_survive_any_encoding(encoding):
    assert rows(ACCENTS.encode(encoding)) == [("L'Étincelle", "Orléans"), ("Le Cœur", "Nîmes")]


def test_lines_of_another_encoding_pasted_into_a_file_are_read_too():
    table = read_table(ACCENTS.encode() + "Théâtre;Sète\n".encode("cp1252"))

    assert table.rows[-1].cells == {"nom": "Théâtre", "ville": "Sète"}
    assert table.encoding == "utf-8 (1 lines in windows-1252)"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator):
    content = f'nom{separator}"ville, pays"\nÀ l\'est{separator}Metz\n'

    assert rows(content.encode()) == [("À l'est", "Metz")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_machine_ends_them(end):
    assert rows(end.join(["a;b", "1;2", "3;4"]).encode()) == [("1", "2"), ("3", "4")]


def test_excels_first_line_is_no_header():
    assert rows(b"sep=;\na;b\n1;2\n") == [("1", "2")]


BROKEN = b"""a;b;c
1;2;3
1;"open;3
4;5;6
"x";"two
lines";z
7;8
9;"a"b;c
1;2;3;4
1;2;3;;
1;\x00;3

"q""uote";2;3
"""


def test_broken_rows_are_named_and_the_rest_is_read():
    table = read_table(BROKEN)

    assert [row.cells["a"] for row in table.rows if isinstance(row, Row)] == ["1", "4", "x", "1", 'q"uote']
    assert [(row.line, row.fault.column, row.fault.reason) for row in table.rows if isinstance(row, BrokenRow)] == [
        (3, "b", "a quote is opened and never closed"),
        (7, "c", "2 cells where the header has 3"),
        (8, "b", "text after a closing quote"),
        (9, "column 4", "4 cells where the header has 3"),
        (11, "b", "a NUL sign: the row is damaged"),
    ]


def test_a_value_over_several_lines_keeps_its_line_number():
    table = read_table(BROKEN)

    assert [row.line for row in table.rows if isinstance(row, Row)] == [2, 4, 5, 10, 13]
    assert table.rows[3].cells["b"] == "two\nlines"


def test_an_open_quote_at_the_end_does_not_swallow_the_file():
    content = b"a,b\n" + b'"open,1\n' + b"x,y\n" * 1000

    table = read_table(content)

    assert isinstance(table.rows[0], BrokenRow)
    assert len(table.rows) == 1001


def test_headers_are_recognised_by_their_letters():
    table = read_table("  Nom_TL ; Prénom\n1;2\n".encode(), columns=["NOM_TL", "PRENOM"])

    assert table.columns == ("NOM_TL", "PRENOM")


def test_empty_last_columns_and_nameless_ones_are_no_trouble():
    table = read_table(b"a;;b;;\n1;2;3;;\n")

    assert table.columns == ("a", "column 2", "b")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"PK\x03\x04whatever", "spreadsheet"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"<!DOCTYPE html><p>", "web page"),
        (b'{"a": 1}', "JSON"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
        (b"\x00" * 100, "binary"),
        (b"a,a\n1,2\n", "more than once"),
        (b'a,"b\n1,2\n', "the header"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(content, why):
    with pytest.raises(UnreadableFile, match=why):
        read_table(content)


def test_a_missing_column_is_named_beside_those_there_are():
    with pytest.raises(ColumnsMissing, match=r"lacks LAT, LONG.*ID, NOM") as refused:
        read_table(b"ID,NOM\n1,2\n", required=["ID", "LAT", "LONG"])

    assert refused.value.columns == {"ID", "NOM"}


# "0" first keeps a generated first cell from looking like `sep=` or like JSON.
CELLS = st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufeff"), max_size=12)
TABLES = st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=8))


@given(TABLES, st.sampled_from(",;\t|"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_what_a_spreadsheet_writes_is_read_back(lines, separator, encoding):
    width = len(lines[0]) if lines else 2
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerow([f"c{number}" for number in range(width)])
    writer.writerows(lines)

    read = read_table(written.getvalue().encode(encoding)).rows

    expected = [tuple(line) for line in lines if any(cell.strip() for cell in line)]
    assert [tuple(row.cells.values()) for row in read] == expected


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(content):
    with suppress(UnreadableFile):
        read_table(content)


@given(st.lists(st.text(st.sampled_from('ab;,"\n\r\0 é'), max_size=12), max_size=12))
def test_every_line_is_read_or_named(lines):
    content = "id;nom\n" + "\n".join(lines)
    with suppress(UnreadableFile):  # mostly NULs
        for row in read_table(content.encode()).rows:
            assert isinstance(row, Row) or (row.fault.reason and row.line > 1)
