"""Whatever is asked of the house, as a stranger and as the one who may most: no fault, no undocumented answer."""

import os

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = int(os.environ.get("EXAMPLES", "6"))  # of each operation and asker: more find more, and take longer
SLOWLY = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture]
ASKERS = ["a stranger"]


@pytest.fixture(scope="module")
def described(navigator):
    return schemathesis.openapi.from_dict(navigator.get("/openapi.json").json())


@pytest.mark.parametrize("asker", ASKERS)
def test_no_request_is_answered_by_a_fault_or_in_an_undocumented_way(navigator, described, asker):
    headers = {}
    asked, failures = 0, []
    for result in described.get_all_operations():
        operation = result.ok()

        @hypothesis.settings(
            max_examples=EXAMPLES,
            database=None,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=SLOWLY,
        )
        @hypothesis.given(case=operation.as_strategy())
        def ask(case):
            nonlocal asked
            asked += 1
            answer = case.call(base_url=navigator.address, headers=headers)
            case.validate_response(answer, checks=CHECKS)

        try:
            ask()
        except Exception as failure:
            failures.append(f"{operation.method.upper()} {operation.path}: {failure}")

    assert not failures, "\n\n".join(failures)
    assert asked > EXAMPLES
