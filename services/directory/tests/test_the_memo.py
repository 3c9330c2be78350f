import asyncio

import pytest

from directory.memo import Memo


@pytest.fixture
def memo():
    memo = Memo()
    memo._hearing = True
    return memo


def counting(answers, *, gate=None):
    """A question whose answer is a new number each time."""

    async def find():
        if gate:
            await gate.wait()
        answers.append(len(answers))
        return answers[-1]

    return find


async def test_an_answer_is_found_once(memo):
    answers = []
    assert [await memo.get("q", counting(answers)) for _ in range(3)] == [0, 0, 0]
    memo.forget()
    assert await memo.get("q", counting(answers)) == 1


async def test_who_asks_meanwhile_waits_for_the_same_answer(memo):
    answers, gate = [], asyncio.Event()
    asked = [asyncio.create_task(memo.get("q", counting(answers, gate=gate))) for _ in range(5)]
    await asyncio.sleep(0)
    gate.set()
    assert await asyncio.gather(*asked) == [0] * 5


async def test_an_answer_begun_before_a_change_is_not_kept_after_it(memo):
    answers, gate = [], asyncio.Event()
    early = asyncio.create_task(memo.get("q", counting(answers, gate=gate)))
    await asyncio.sleep(0)
    memo.forget()
    late = asyncio.create_task(memo.get("q", counting(answers)))
    assert await late == 0
    gate.set()
    assert await early == 1
    assert await memo.get("q", counting(answers)) == 0


async def test_when_the_first_gives_up_another_finds_the_answer(memo):
    answers, gate = [], asyncio.Event()
    first = asyncio.create_task(memo.get("q", counting(answers, gate=gate)))
    await asyncio.sleep(0)
    second = asyncio.create_task(memo.get("q", counting(answers)))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == 0


async def test_an_error_is_not_remembered(memo):
    async def fail():
        raise LookupError

    with pytest.raises(LookupError):
        await memo.get("q", fail)
    assert await memo.get("q", counting([])) == 0


async def test_nothing_is_kept_while_changes_are_not_heard():
    memo, answers = Memo(), []
    assert [await memo.get("q", counting(answers)) for _ in range(2)] == [0, 1]
    assert memo.last("q") == 1
