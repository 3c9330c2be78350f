"""Whatever is asked, the answer is a document or a problem that names the parameter; never a fault."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NAMES = [
    "typology", "network", "region", "departement", "commune", "tool", "label", "bbox", "near", "within",
    "updated_since", "state", "demo", "sort", "limit", "cursor", "include", "kind", "category", "nope", "",
]  # fmt: skip
values = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["", "0", "-1", "1e309", "nan", "53", "2A", "fablab", "true", "null", "published", "distance", "\x00"]
    ),
    st.lists(st.floats(), min_size=1, max_size=5).map(lambda numbers: ",".join(map(str, numbers))),
    st.datetimes().map(lambda moment: moment.isoformat() + "Z"),
)
questions = st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=4)
PATHS = [
    "/places",
    "/places/facets",
    "/places.geojson",
    "/places/a",
    "/networks",
    "/partners",
    "/tools",
    "/tools/a/usages",
]


@pytest.mark.parametrize("path", PATHS)
async def test_no_question_is_a_fault(client, path):
    for asked in drawn(questions, 60):
        answer = await client.get(path, params=asked)
        assert answer.status_code in {200, 404, 422}, (asked, answer.text)
        if answer.status_code == 422:
            assert answer.json()["errors"], asked


def drawn(strategy, number):
    """That many examples, the same ones each time: the fixtures are asynchronous, hypothesis is not."""
    examples = []

    @settings(max_examples=number, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def draw(example):
        examples.append(example)

    draw()
    return examples
