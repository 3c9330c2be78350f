"""python -m identity rights: print who may do what, as the code says it (docs/rights.md)."""

import sys

from identity.table import known, table


def main(arguments: list[str]) -> int:
    """Run the command; answer the exit code."""
    if arguments != ["rights"]:
        print(__doc__)
        return 2
    print(table(known()), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
