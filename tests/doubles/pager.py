"""A paging service on this machine, which speaks as ntfy does."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Service:
    """What was called, and how the next call is answered."""

    def __init__(self):
        self.calls = []
        self.status = 200
        self.hangs = False
        self.released = threading.Event()
        self.called = threading.Event()
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                """Take a call."""
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.calls.append((self.path, json.loads(body) if body.startswith(b"{") else body.decode(), self))
                service.called.set()
                if service.hangs:
                    service.released.wait(30)
                self.send_response(service.status)
                self.end_headers()

            def log_message(self, *_args):
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.block_on_close = False
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()

    def url(self, more=""):
        """A pager's URL there."""
        return f"ntfy://127.0.0.1:{self.port}/secret-topic{more}"

    def close(self):
        """End it, and whatever hangs."""
        self.released.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
