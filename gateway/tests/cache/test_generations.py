"""An answer is good while nothing it depends on has moved since before its service was asked."""

import gc

from hypothesis import given
from hypothesis import strategies as st

from gateway.cache.generations import Generations

NOUNS = ("place", "network")


@given(st.lists(st.one_of(st.sampled_from(NOUNS), st.just("ask"), st.just("all")), max_size=30))
def test_good_means_untouched_since_it_was_asked(history):
    generations = Generations()
    generations.live = True
    answers = []  # [born, depends, noun, touched]
    for step in history:
        if step == "ask":
            answers += [[generations.clock, (generations.noun("directory", noun),), noun, False] for noun in NOUNS]
        elif step == "all":
            generations.bump_all()
            answers = [[*answer[:3], True] for answer in answers]
        else:
            generations.bump("directory", step)
            answers = [[*answer[:3], answer[3] or answer[2] == step] for answer in answers]
        for born, depends, _, touched in answers:
            assert generations.good(born, depends, 0.0) is not touched


def test_one_thing_begins_where_its_noun_stands():
    generations = Generations()
    generations.live = True
    born = generations.clock
    generations.bump("directory", "place", "x")  # before anyone held x: nobody could note it there
    held = generations.named("directory", "place:x")
    assert not generations.good(born, (held,), 0.0)
    assert generations.good(generations.clock, (held,), 0.0)


def test_things_nobody_holds_are_forgotten():
    generations = Generations()
    held = [generations.named("directory", f"place:{number}") for number in range(10)]
    assert len(generations._things) == 10
    del held
    gc.collect()
    assert len(generations._things) == 0


def test_while_the_bus_is_away_only_what_is_fresh_is_good():
    now = 100.0
    generations = Generations(stale_seconds=1.0, clock=lambda: now)
    assert generations.good(0, (), 99.5)
    assert not generations.good(0, (), 98.9)
    generations.live = True
    assert generations.good(0, (), 1.0)


def test_services_move_apart():
    generations = Generations()
    generations.bump("directory", "place")
    assert generations.moved_last("directory") == 1
    assert generations.moved_last("needs") == 0
    generations.bump_all()
    assert generations.moved_last("needs") == 2
