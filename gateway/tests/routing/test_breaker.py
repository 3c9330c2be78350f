"""When a service is left alone, and when it is tried again."""

from gateway.routing.breaker import Breaker, State


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def broken(clock, failures=5):
    breaker = Breaker(clock, threshold=5, pause=1.0, longest=4.0)
    for _ in range(failures):
        assert breaker.admit() is None
        breaker.failed()
    return breaker


def test_a_few_failures_change_nothing():
    assert broken(Clock(), 4).state is State.CLOSED


def test_an_answer_in_between_forgives():
    clock = Clock()
    breaker = broken(clock, 4)
    breaker.succeeded()
    for _ in range(4):
        breaker.failed()
    assert breaker.state is State.CLOSED


def test_it_opens_and_says_for_how_long():
    breaker = broken(Clock())
    assert breaker.state is State.OPEN
    assert breaker.admit() == 1.0


def test_after_a_pause_one_may_try():
    clock = Clock()
    breaker = broken(clock)
    clock.now = 1.0

    assert breaker.state is State.HALF_OPEN
    assert breaker.admit() is None
    assert breaker.admit() is not None
    breaker.succeeded()
    assert breaker.state is State.CLOSED
    assert breaker.admit() is None


def test_each_failed_probe_doubles_the_pause_up_to_a_longest():
    clock = Clock()
    breaker = broken(clock)
    for pause in (2.0, 4.0, 4.0):
        clock.now += breaker.admit()
        assert breaker.admit() is None
        breaker.failed()
        assert breaker.admit() == pause


def test_a_probe_nobody_waited_for_lets_another_through():
    clock = Clock()
    breaker = broken(clock)
    clock.now = 1.0
    assert breaker.admit() is None
    breaker.abandoned()
    assert breaker.admit() is None
