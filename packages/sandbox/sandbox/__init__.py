"""Everything real without Docker: embedded PostgreSQL, NATS and Redis, and the `nav` command."""

from sandbox.sharing import shared as shared  # The one thing tests of other packages ask of the sandbox.
