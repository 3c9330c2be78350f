from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.imports import values, web
from directory.imports.values import Unreadable


def read(reader, *written):
    try:
        return reader(*written)
    except Unreadable as unreadable:
        return f"unreadable: {unreadable}"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("  a\u00a0b ", "a b"),
        ("nan", None),
        ("N/A", None),
        ("", None),
        ("-", None),
        ("Compagnie Apsaras ThÃ©Ã¢tre", "Compagnie Apsaras Théâtre"),
        ("L’été à l'Âge d'or", "L’été à l'Âge d'or"),
        ("1Âª place", "1ª place"),
    ],
)
def test_text_is_tidied_and_what_was_decoded_twice_put_right(written, expected):
    assert values.text(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("48,85", 48.85),
        ("-1.5", -1.5),
        ("", None),
        ("nan", None),
        ("inf", "unreadable: not a number"),
        ("x1", "unreadable: not a number"),
    ],
)
def test_numbers_may_have_a_french_comma(written, expected):
    assert read(values.number, written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2015", "2015"),
        ("2015-03", "2015-03"),
        ("2015-03-01", "2015-03-01"),
        ("2015-03-01T10:00:00", "2015-03-01"),
        ("03/2015", "2015-03"),
        ("1/3/2015", "2015-03-01"),
        ("31/02/2015", "unreadable: not a date"),
        ("2015-13", "unreadable: not a date"),
        ("hier", "unreadable: not a date"),
        ("", None),
    ],
)
def test_dates_are_years_months_or_days(written, expected):
    assert read(values.partial_date, written) == expected


def test_a_day_is_the_first_of_its_month_or_year():
    assert [values.day(said) for said in ("2019", "2019-05", "2019-05-17", "")] == [
        date(2019, 1, 1),
        date(2019, 5, 1),
        date(2019, 5, 17),
        None,
    ]


@pytest.mark.parametrize(
    ("written", "departement", "expected"),
    [
        ("01 80 05 98 80", None, "+33180059880"),
        ("+33180059880", None, "+33180059880"),
        ("04.90.12.34.56|0612345678", None, "+33490123456"),
        ("0690 12 34 56", None, "+590690123456"),
        ("0262 41 00 00", "974", "+262262410000"),
        ("26 12 34", "988", "+687261234"),
        ("12", None, "unreadable: not a telephone number"),
        ("", None, None),
    ],
)
def test_telephone_numbers_become_international(written, departement, expected):
    assert read(values.phone, written, departement) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Contact@Lieu.FR|autre@lieu.fr", "Contact@lieu.fr"),
        ("mailto:a@b.fr", "a@b.fr"),
        ("pas une adresse", "unreadable: not an e-mail address"),
        ("[courriel retire]", "unreadable: not an e-mail address"),
        ("", None),
    ],
)
def test_the_first_address_of_a_list_is_kept(written, expected):
    assert read(values.email, written) == expected


@pytest.mark.parametrize(
    "hours",
    [
        "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00",
        "24/7",
        "PH off",
        "Mo[1] 10:00-12:00; Apr-Sep: Tu 09:00-12:00",
        'Mo-Fr 08:00-18:00 "sur rendez-vous"',
        'Mo-Fr 08:00-18:00; Aug off || "sur rendez-vous"',  # otherwise than then: on appointment
        '"sur rendez-vous"',
        "Fr 18:00+",
    ],
)
def test_hours_as_openstreetmap_writes_them_are_kept(hours):
    assert values.opening_hours(hours) == hours


@pytest.mark.parametrize("hours", ["Lundi au vendredi", "9h-12h", "Mo-Su", "sur rendez-vous", "x" * 600])
def test_hours_in_free_text_are_left_out(hours):
    assert str(read(values.opening_hours, hours)).startswith("unreadable")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1 200 m²", 1200),
        ("350", 350),
        ("12,5 m2", 12),
        ("0", None),
        ("grand", "unreadable: not an area in square metres"),
    ],
)
def test_areas_are_whole_square_metres(written, expected):
    assert read(values.square_metres, written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("www.alzire.fr", [("website", "http://www.alzire.fr")]),
        ("HTTP://Lieu.FR/Ici?x=1", [("website", "http://lieu.fr/Ici?x=1")]),
        ("http//lieu.fr", [("website", "http://lieu.fr")]),
        ("https://https://lieu.org", [("website", "https://lieu.org")]),
        ("https://l.fr/|https://m.facebook.com/l/", [("website", "https://l.fr/"), ("facebook", "https://m.facebook.com/l/")]),
        ("lieu.fr;www.autre.fr", [("website", "http://lieu.fr"), ("website", "http://www.autre.fr")]),
        ("café.fr", [("website", "http://café.fr")]),
        ("", []),
        ("www.la-cordee.netla-cordee-opera", "unreadable: not a web address"),
        ("contact@lieu.fr", "unreadable: not a web address"),
        ("en cours", "unreadable: not a web address"),
        ("http://lieu.fr:80x/", "unreadable: not a web address"),
        ("http://[::1", "unreadable: not a web address"),
        ("javascript:alert(1)", "unreadable: not a web address"),
    ],
)  # fmt: skip
def test_web_addresses_are_made_whole(written, expected):
    assert read(web.addresses, written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("@tilt_theix", [("x", "https://twitter.com/tilt_theix")]),
        ("CoworkingWigwam", [("x", "https://twitter.com/CoworkingWigwam")]),
        ("Linkedin / Twitter: @leKUB16210", [("x", "https://twitter.com/leKUB16210")]),
        ("https://www.instagram.com/atelierzelium", [("instagram", "https://www.instagram.com/atelierzelium")]),
        ("https://twitter.com/a http://b.fr/#c", [("x", "https://twitter.com/a"), ("website", "http://b.fr/#c")]),
        ("Le Cerisier - Cie", "unreadable: not a web address"),
    ],
)  # fmt: skip
def test_nicknames_become_profiles_where_the_column_says_of_what(written, expected):
    assert read(web.addresses, written, "x") == expected


@given(st.text(max_size=300))
def test_no_text_breaks_a_reader(written):
    for reader in (
        values.number,
        values.partial_date,
        values.email,
        values.phone,
        values.opening_hours,
        values.square_metres,
        web.addresses,
    ):
        read(reader, written)


@given(st.text(max_size=80))
def test_tidying_twice_is_tidying_once(written):
    once = values.text(written)
    assert once is None or values.text(once) in {once, values.text(values.text(once))}


@given(st.floats(-90, 90).map(lambda value: round(value, 6)))
def test_a_number_written_with_a_comma_is_the_same_number(value):
    assert values.number(str(value).replace(".", ",")) == value
