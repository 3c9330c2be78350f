"""Failing assertions of the inherited contract say what they compared, as those of test files do."""

import pytest

pytest.register_assert_rewrite("sandbox.provider_contract")
