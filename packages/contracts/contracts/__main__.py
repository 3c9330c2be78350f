"""python -m contracts {write,check}: keep the generated schemas beside the facts.

write  refuses a change that would break a listener: publish ``.v2`` beside ``.v1`` instead
check  fails when what is kept in git is stale or broken by the code
"""

import json
import sys

from contracts.schemas import FOLDER, breaks, generate


def main(arguments: list[str]) -> int:
    """Run one of the two commands; answer the exit code."""
    if arguments not in (["write"], ["check"]):
        print(__doc__)
        return 2
    texts = generate()
    kept = {path.name: path.read_text() for path in FOLDER.glob("*.json")}
    problems = [f"{name}: {sentence}" for name in texts for sentence in _broken(kept.get(name), texts[name], name)]
    problems += [f"{name}: the fact was removed" for name in kept.keys() - texts.keys()]
    if arguments == ["check"]:
        problems += [f"{name}: stale, run `make schemas`" for name, text in texts.items() if kept.get(name) != text]
    elif not problems:
        FOLDER.mkdir(exist_ok=True)
        for name, text in texts.items():
            (FOLDER / name).write_text(text)
    print("\n".join(problems) or f"{len(texts)} schemas agree with the facts")
    return 1 if problems else 0


def _broken(old: str | None, new: str, name: str) -> list[str]:
    if old is None or name == "asyncapi.json":
        return []
    return list(breaks(json.loads(old), json.loads(new)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
