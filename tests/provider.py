"""A provider of OpenID Connect on this machine, small but real: keys, codes, signed tokens."""

from __future__ import annotations

import contextlib
import secrets
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "dashboard", "not-a-secret"


class Provider:
    """Asks who signs in by a list of addresses, and vouches for whoever is chosen."""

    def __init__(self, port: int, addresses: dict[str, bool]) -> None:
        self.issuer = f"http://localhost:{port}"
        self._addresses = addresses
        self._key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self._codes: dict[str, dict[str, str]] = {}
        routes = {
            "/.well-known/openid-configuration": self._configuration,
            "/authorize": self._authorize,
            "/chosen": self._chosen,
            "/keys": self._keys,
        }
        self.app = Starlette(
            routes=[
                *(Route(path, answer) for path, answer in routes.items()),
                Route("/token", self._token, methods=["POST"]),
            ]
        )

    async def _configuration(self, request: Request) -> Response:
        ends = {"authorization": "authorize", "token": "token"}
        named = {f"{key}_endpoint": f"{self.issuer}/{path}" for key, path in ends.items()}
        return JSONResponse(
            {
                "issuer": self.issuer,
                **named,
                "jwks_uri": f"{self.issuer}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
            }
        )

    async def _keys(self, request: Request) -> Response:
        return JSONResponse({"keys": [self._key.as_dict(private=False)]})

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        assert asked["client_id"] == CLIENT
        links = [
            f'<a href="/chosen?{urlencode({**asked, "email": email})}">{email}</a>'
            for email in self._addresses
        ]
        return HTMLResponse("<br>".join(links))

    async def _chosen(self, request: Request) -> Response:
        asked, code = dict(request.query_params), secrets.token_urlsafe()
        self._codes[code] = asked
        back = {"code": code, "state": asked["state"]}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(back)}", 302)

    async def _token(self, request: Request) -> Response:
        form = await request.form()
        asked = self._codes.pop(str(form["code"]))
        now = int(time.time())
        said = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": asked["email"],
            "email": asked["email"],
            "email_verified": self._addresses[asked["email"]],
            "nonce": asked["nonce"],
            "iat": now,
            "exp": now + 600,
        }
        token = jwt.encode({"alg": "RS256", "kid": "one"}, said, self._key)
        return JSONResponse({"access_token": "none", "token_type": "Bearer", "id_token": token})


@contextlib.contextmanager
def provider(port: int, addresses: dict[str, bool]) -> Iterator[Provider]:
    """A provider that is served while a test lasts; ``addresses``: whether each is verified."""
    made = Provider(port, addresses)
    config = uvicorn.Config(made.app, host="localhost", port=port, log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield made
    finally:
        server.should_exit = True
        thread.join()
