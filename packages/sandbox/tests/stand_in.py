"""A small program that stands in for a service: it answers /readyz, or does not, as its first argument says."""

import os
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        ready = sys.argv[1] != "unready"
        self.send_response(200 if ready else 503)
        self.end_headers()
        self.wfile.write(os.environ.get("TOLD", "").encode() if ready else b'{"checks": {"database": "TimeoutError"}}')

    def log_message(self, *_: object) -> None:
        pass


match sys.argv[1]:
    case "dies":
        print("no configuration", flush=True)
        sys.exit(7)
    case "task":
        print("done with it")
    case "sleeps":
        time.sleep(60)
    case _:
        HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Answer).serve_forever()
