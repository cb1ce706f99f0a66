"""Views items in one session over HTTP, one after the other, and prints what to show after each:

  python3 shop.py http://127.0.0.1:8080 SESSION ITEM...

It needs Python 3.9 and nothing else. FRESHET_API_KEY is sent where the gateway asks for a key,
FRESHET_WAIT is how long an answer is waited for (50ms).
"""

import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
import uuid

KEY = os.environ.get("FRESHET_API_KEY", "")
WAIT = os.environ.get("FRESHET_WAIT", "50ms")
PATIENCE_SECONDS = 70  # for the connection; the gateway itself waits no longer than it is told


def call(url, body=None):
    """The status and the JSON of an answer; an error is an answer as well."""
    headers = {"Accept": "application/json"}
    if KEY:
        headers["Authorization"] = "Bearer " + KEY
    data = None
    if body is not None:
        headers["Content-Type"] = "application/json"
        data = json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.load(refused)


def view(gateway, session, item):
    """What to show to a visitor who looks at an item."""
    event = {"sessionId": session, "itemId": item, "eventType": "view", "eventId": str(uuid.uuid4())}
    status, answer = call(f"{gateway}/v1/events?wait={WAIT}", event)
    if status == 200:
        return answer
    if status == 202:  # stored, and its answer is late: what the session was told last
        session_path = urllib.parse.quote(session, safe="")
        return call(f"{gateway}/v1/sessions/{session_path}/recommendations")[1]
    raise RuntimeError(f"{status}: {answer.get('detail')} {answer.get('remedy', '')}")


def main(gateway, session, *items):
    for item in items:
        answer = view(gateway, session, item)
        print(json.dumps({"item": item, **answer}))


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit("usage: python3 shop.py GATEWAY SESSION ITEM...")
    main(*sys.argv[1:])
