"""What is answered to one person is for nobody else to keep."""

from fastapi import Response


def private(response: Response) -> None:
    """Let no cache on the way keep the answer."""
    response.headers["cache-control"] = "no-store"
