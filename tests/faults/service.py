"""A practice server that serves one schedule after another."""

import http.client
import json
import os
import subprocess
import urllib.parse

TIMEOUT = 20
SCOPES = "message:write message:read senderid:read cash:read users:read storage:write pricing:read"
MONEY = 1_000_000_000

# How fast messages go, in seconds: the client sees some on their way, but does not wait for long.
PACE = {"carrier": 0.02, "end": 0.04, "spread": 0.03, "late": 0.1}


class Service:
    def __init__(self):
        self.process = subprocess.Popen(
            [os.environ["MUNJA_PRACTICE_SERVER"], "--port=0", "--control"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.info = json.loads(self.process.stdout.readline())
        address = urllib.parse.urlsplit(self.info["base"])
        self.connection = http.client.HTTPConnection(address.hostname, address.port, timeout=TIMEOUT)

    def stop(self):
        self.connection.close()
        self.process.communicate(timeout=TIMEOUT)
        assert self.process.returncode == 0, "the practice server failed"

    def request(self, method, path, value=None):
        body = json.dumps(value).encode() if value is not None else None
        headers = {"Content-Type": "application/json"} if body else {}
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        return response, response.read()

    def control(self, method, name, value=None):
        response, body = self.request(method, "/_practice/" + name, value)
        assert response.status == 200, body
        return json.loads(body)

    def prepare(self, schedule):
        """Makes it as new, for one schedule."""
        self.control("POST", "reset")
        self.control("POST", "options", {
            "auto_approve": True, "balance": MONEY, "list_lag": schedule["list_lag"],
            "group_list_lag": schedule["group_list_lag"], "group_lag": schedule["group_lag"],
            "granted_scopes": None if schedule["may_read"] else "message:write storage:write",
            "pace": PACE, "shuffle_lists": False, "omit_next_key": False, "mixed_booleans": False,
            **schedule["options"]})

    def set_faults(self, faults):
        self.control("DELETE", "faults")
        for fault in faults:
            self.control("POST", "faults", fault)

    def make_good(self):
        """Takes back all that makes asking difficult, but for what is usual of the service."""
        self.set_faults([])
        self.control("POST", "options", {"list_lag": 0, "group_list_lag": 0, "granted_scopes": None})

    def advance(self, seconds):
        self.control("POST", "options", {"clock": {"advance": seconds}})

    def requests(self):
        return self.control("GET", "requests")["requests"]

    def messages(self):
        return self.control("GET", "messages")["messages"]

    def groups(self):
        return self.control("GET", "groups")["groups"]

    def files(self):
        return self.control("GET", "files")["files"]

    def new_code(self):
        """Signs in as a person would who always approves."""
        query = urllib.parse.urlencode({
            "client_id": self.info["client_id"], "response_type": "code",
            "redirect_uri": self.info["redirect_uri"], "scope": SCOPES, "state": "Zk3p0v"})
        response, body = self.request("GET", "/oauth2/v1/authorize?" + query)
        assert response.status == 302, body
        target = urllib.parse.urlsplit(response.headers["Location"])
        return dict(urllib.parse.parse_qsl(target.query))["code"]
