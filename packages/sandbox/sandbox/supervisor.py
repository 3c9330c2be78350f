"""All the parts together: started as their needs allow, kept running, stopped in reverse order."""

import threading
from collections.abc import Callable, Sequence

from sandbox.keeper import Keeper, Part
from sandbox.logfiles import rotate
from sandbox.states import SETTLED, PartState, State


class Supervisor:
    """Runs parts, given in the order of their needs."""

    def __init__(self, parts: Sequence[Part], changed: Callable[[tuple[PartState, ...]], None]) -> None:
        self._telling = threading.Lock()
        self._changed = changed
        self._keepers = {part.name: Keeper(part, self._tell, self._moved) for part in parts}

    def start(self) -> None:
        """Begin with every part whose needs are met; the others follow by themselves."""
        for keeper in self._keepers.values():
            keeper.start(self._keepers)

    def stop(self) -> None:
        """Stop all parts, the last started first."""
        for keeper in reversed(self._keepers.values()):
            keeper.stop()

    @property
    def states(self) -> tuple[PartState, ...]:
        """Each part's line, in order."""
        return tuple(keeper.state for keeper in self._keepers.values())

    def settled(self) -> bool:
        """Tell whether each part has either come up or failed."""
        return all(state.state in SETTLED for state in self.states)

    def failures(self) -> list[PartState]:
        """Return the parts that failed and without which the navigator does not work."""
        parts = [keeper for keeper in self._keepers.values() if not keeper.part.optional]
        return [keeper.state for keeper in parts if keeper.state.state is State.FAILED]

    def rotate_logs(self) -> None:
        """Keep every part's log small."""
        for keeper in self._keepers.values():
            rotate(keeper.part.runs.log)

    def _tell(self) -> None:
        with self._telling:
            self._changed(self.states)

    def _moved(self, part: Part) -> None:
        """Restart what was told the old address of a part that had to choose another port."""
        for keeper in self._keepers.values():
            if part.name in keeper.part.told:
                keeper.restart()
