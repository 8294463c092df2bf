"""Ends with 0 where the dashboard in this container answers, and with 1 where it does not."""

import os
import sys
from http.client import HTTPConnection, HTTPException

WAIT = 4
"""Seconds; the container engine itself waits a little longer."""

port = int(os.environ.get("STREAMLIT_SERVER_PORT", "8501"))
base = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
path = f"/{base}/api/health" if base else "/api/health"
try:
    asked = HTTPConnection("127.0.0.1", port, timeout=WAIT)
    asked.request("GET", path)
    answered = asked.getresponse().status
except (OSError, HTTPException) as wrong:
    sys.exit(f"{path} on port {port}: {wrong}")
if answered != 200:
    sys.exit(f"{path} on port {port} answers {answered}")
