from pathlib import Path

from chassis.testing import ServiceContract

import chassis

TOY = Path(__file__).parent / "toy"


class TestToy(ServiceContract): ...


def lines_of_code(folder: Path) -> int:
    """Lines that do something: no blank line, comment or docstring."""
    import io
    import tokenize

    silent = {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENCODING,
        tokenize.ENDMARKER,
    }
    busy = 0
    for path in folder.rglob("*.py"):
        lines: set[int] = set()
        first = True
        for token in tokenize.generate_tokens(io.StringIO(path.read_text()).readline):
            docstring = token.type == tokenize.STRING and first
            if token.type not in silent and not docstring:
                lines.update(range(token.start[0], token.end[0] + 1))
            first = token.type in silent if not docstring else False
        busy += len(lines)
    return busy


def test_the_chassis_stays_small():
    assert lines_of_code(Path(chassis.__file__).parent) < 900


def test_a_service_costs_about_fifty_lines():
    assert lines_of_code(TOY / "service.py") < 50
