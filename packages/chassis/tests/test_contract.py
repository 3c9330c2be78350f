import ast
from collections.abc import Iterator
from pathlib import Path

import chassis
from chassis.testing import ServiceContract

TOY = Path(__file__).parent / "toy"


class TestToy(ServiceContract): ...


def lines_of_code(folder: Path) -> dict[str, int]:
    """File name -> lines that do something: blank lines, comments and docstrings aside."""
    return {path.name: len(set(busy_lines(ast.parse(path.read_text())))) for path in folder.rglob("*.py")}


def busy_lines(tree: ast.AST) -> Iterator[int]:
    """The numbers of the lines on which something of the tree stands, its docstrings left out."""
    for node in ast.walk(tree):
        if is_docstring(node):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            continue  # a docstring's content is such a constant; a string that works has its statement's lines
        if isinstance(node, ast.stmt | ast.expr | ast.arg | ast.keyword | ast.alias | ast.excepthandler):
            yield node.lineno
            yield getattr(node, "end_lineno", node.lineno)


def is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def test_the_chassis_stays_small():
    lines = lines_of_code(Path(chassis.__file__).parent)
    plugin = lines.pop("testing.py")
    assert sum(lines.values()) < 900
    assert plugin < 200


def test_a_service_costs_about_fifty_lines():
    assert lines_of_code(TOY)["service.py"] < 50
