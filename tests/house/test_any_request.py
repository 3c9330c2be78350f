"""Whatever is asked of the house, as a stranger and as the one who may most: no fault, no undocumented answer."""

import os
from typing import Any

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = int(os.environ.get("EXAMPLES", "6"))  # of each operation and asker: more find more, and take longer
SLOWLY = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
GOODBYE = {("DELETE", "/api/directory/me"), ("DELETE", "/api/me")}  # who asks that can ask nothing more


@pytest.fixture(scope="module")
def described(own_navigator):
    return schemathesis.openapi.from_dict(own_navigator.get("/openapi.json").json())


@pytest.fixture(scope="module")
def real(own_navigator) -> dict[str, list[str]]:
    """What an address may name that is there."""
    found = {}
    for noun in ("places", "networks", "partners", "tools"):
        items = own_navigator.get(f"/api/directory/{noun}?limit=5").json()["items"]
        found[noun] = [one[key] for one in items for key in ("slug", "id")]
    return found


def aimed(case: Any, draw: Any, real: dict[str, list[str]]) -> None:
    """Let the address name something that is there, most times."""
    for noun, references in real.items():
        if f"/{noun}/{{reference}}" in case.path and draw(st.integers(0, 3)):
            case.path_parameters["reference"] = draw(st.sampled_from(references))


@pytest.mark.parametrize("asker", ["a stranger", "admin"])
def test_no_request_is_answered_by_a_fault_or_in_an_undocumented_way(own_navigator, described, real, asker):
    headers = {}
    if asker != "a stranger":
        headers["authorization"] = f"Bearer {own_navigator.signed_in(asker).access_token}"
    asked, failures = 0, []
    for result in described.get_all_operations():
        operation = result.ok()
        if headers and (operation.method.upper(), operation.path) in GOODBYE:
            continue

        @hypothesis.settings(
            max_examples=EXAMPLES,
            database=None,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=SLOWLY,
        )
        @hypothesis.given(case=operation.as_strategy(), data=st.data())
        def ask(case, data):
            nonlocal asked
            asked += 1
            aimed(case, data.draw, real)
            answer = case.call(base_url=own_navigator.address, headers=headers)
            case.validate_response(answer, checks=CHECKS)

        try:
            ask()
        except Exception as failure:
            failures.append(f"{operation.method.upper()} {operation.path}: {failure}")

    assert not failures, "\n\n".join(failures)
    assert asked > EXAMPLES
