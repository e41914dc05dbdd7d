"""The app behind a real socket, in threads of this process."""

import threading
from contextlib import contextmanager

from werkzeug.serving import WSGIRequestHandler, make_server


class _Quiet(WSGIRequestHandler):
    """Writes no line for each request, and leaves a connection that says nothing."""

    timeout = 5

    def log(self, *_words):
        """Say nothing."""


@contextmanager
def serving(app):
    """The address of `app` while it is served."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    # Closing waits for what is under way, so that no connection outlives its test.
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
