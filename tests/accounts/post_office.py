"""A mail server of a few lines: takes one mail after the other, and keeps them."""

import queue
import socketserver
import threading


class _Counter(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self._keep()
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
            if word == b"QUIT":
                return

    def _keep(self):
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.decode())
        self.server.mails.put("".join(lines))


class PostOffice(socketserver.ThreadingTCPServer):
    """Listens on a port of its own while it is open."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Counter)
        self.mails = queue.Queue()
        self.url = f"smtp://127.0.0.1:{self.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_fault):
        self.shutdown()
        self.server_close()

    def next_mail(self):
        return self.mails.get(timeout=10)
