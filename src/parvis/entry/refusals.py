"""What the shell refuses before Django is asked, told in French."""

from __future__ import annotations

import asyncio
import html

from starlette.types import Receive, Send

_PAGE = (
    '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>{title}</title></head>'
    "<body><main><h1>{title}</h1><p>{text}</p></main></body></html>"
)
_DRAINED = 128 << 20  # what is still read of a body, so that the sender hears the answer
_DRAINING = 10.0


class Refusal(Exception):  # noqa: N818 -- an answer, not a fault
    """The request goes no further; `status`, `title` and `text` say why and what to do."""

    def __init__(self, status: int, title: str, text: str) -> None:
        super().__init__(title)
        self.status, self.title, self.text = status, title, text

    @classmethod
    def too_large(cls, limit: int) -> Refusal:
        text = (
            f"La limite est de {limit >> 20} Mo. Rien n’a été enregistré : "
            "réduisez le fichier ou envoyez-le en plusieurs fois."
        )
        return cls(413, "Envoi trop volumineux", text)

    @classmethod
    def too_slow(cls) -> Refusal:
        text = (
            "La connexion s’est arrêtée avant la fin. Rien n’a été enregistré : "
            "vérifiez votre réseau, puis recommencez."
        )
        return cls(408, "Envoi interrompu", text)

    @classmethod
    def too_many(cls) -> Refusal:
        text = "Trop de demandes arrivent en même temps. Rechargez la page dans un instant."
        return cls(503, "Parvis est très sollicité", text)

    @classmethod
    def broken(cls) -> Refusal:
        text = "L’erreur a été enregistrée. Réessayez ; si elle revient, prévenez votre support."
        return cls(500, "Une erreur est survenue de notre côté", text)

    @classmethod
    def nobody(cls) -> Refusal:
        return cls(401, "Connexion nécessaire", "Connectez-vous, puis rechargez la page.")

    @classmethod
    def too_many_streams(cls) -> Refusal:
        text = "Trop de pages sont ouvertes en même temps avec ce compte. Fermez-en quelques-unes."
        return cls(429, "Trop de pages ouvertes", text)

    async def send(self, receive: Receive, send: Send) -> None:
        """Answer, then read what the sender still has to say: it listens only afterwards."""
        body = _PAGE.format(title=html.escape(self.title), text=html.escape(self.text)).encode()
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
            (b"content-security-policy", b"default-src 'none'"),
            (b"x-content-type-options", b"nosniff"),
            (b"cache-control", b"no-store"),
            (b"connection", b"close"),
        ]
        if self.status in (429, 503):
            headers.append((b"retry-after", b"5"))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": True})
        if self.status == 413:  # noqa: PLR2004 -- the status of `too_large`
            await _drain(receive)
        await send({"type": "http.response.body", "body": b""})


async def _drain(receive: Receive) -> None:
    read = 0
    try:
        async with asyncio.timeout(_DRAINING):
            while read < _DRAINED:
                message = await receive()
                read += len(message.get("body", b""))
                if message["type"] == "http.disconnect" or not message.get("more_body", False):
                    return
    except TimeoutError:
        return
