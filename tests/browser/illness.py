"""A server that cannot save for a while: even what a page sends while it goes meets it."""

import flask


class Illness:
    """Every save gets this status until `is_over`; with `after`, once it has been saved."""

    def __init__(self, app, status=500, *, after=False):
        self.is_over, self.status = False, status
        if after:
            app.after_request_funcs.setdefault(None, []).append(self._spoil)
        else:
            app.before_request_funcs.setdefault(None, []).insert(0, self._refuse)

    def _refuse(self):
        if flask.request.method == "PUT" and not self.is_over:
            return {"error": "Something went wrong here"}, self.status
        return None

    def _spoil(self, response):
        return flask.make_response(self._refuse() or response)
