"""An identity provider of SAML 2.0 (pysaml2, signing by libxmlsec): a program of its own, for tests.

It is started with a folder and a port, knows service providers by what is posted to `/sp`, and users by `/users`.
"""

import html
import json
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import xmlsec
from lxml import etree
from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT, saml, sigver
from saml2.config import IdPConfig
from saml2.metadata import entity_descriptor
from saml2.samlp import STATUS_AUTHN_FAILED
from saml2.server import Server
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA1, SIG_RSA_SHA256

from app.clock import SystemClock

URI = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri"


class Libxmlsec(sigver.CryptoBackend):  # type: ignore[misc]
    """What pysaml2 signs and encrypts by."""

    cipher = "gcm"

    @property
    def version(self) -> str:
        return ".".join(map(str, xmlsec.get_libxmlsec_version()))

    def sign_statement(self, statement: Any, node_name: str, key_file: str, node_id: str) -> str:
        root = _read(statement)
        xmlsec.tree.add_ids(root, ["ID"])
        (node,) = root.xpath("//*[@ID=$id]/*[local-name()='Signature']", id=node_id)
        signing = xmlsec.SignatureContext()
        signing.key = xmlsec.Key.from_file(key_file, xmlsec.KeyFormat.PEM)
        signing.sign(node)
        return str(etree.tostring(root, encoding="unicode"))

    def encrypt_assertion(  # noqa: PLR0917 - pysaml2 calls it so
        self, statement: Any, enc_key: str, template: Any, key_type: str = "", node_xpath: str = "", node_id: str = ""
    ) -> str:
        root = _read(statement)
        (node,) = root.xpath("/*/*[local-name()='EncryptedAssertion']/*[local-name()='Assertion']")
        data = xmlsec.template.encrypted_data_create(
            root, METHODS[self.cipher], type=xmlsec.constants.TypeEncElement, ns="xenc"
        )
        xmlsec.template.encrypted_data_ensure_cipher_value(data)
        info = xmlsec.template.encrypted_data_ensure_key_info(data, ns="ds")
        key = xmlsec.template.add_encrypted_key(info, xmlsec.Transform.RSA_OAEP)
        xmlsec.template.encrypted_data_ensure_cipher_value(key)
        known = xmlsec.KeysManager()
        known.add_key(xmlsec.Key.from_file(enc_key, xmlsec.KeyFormat.CERT_PEM))
        sealing = xmlsec.EncryptionContext(known)
        sealing.key = xmlsec.Key.generate(xmlsec.KeyData.AES, 256, xmlsec.KeyDataType.SESSION)
        sealing.encrypt_xml(data, node)
        return str(etree.tostring(root, encoding="unicode"))


def _read(statement: Any) -> Any:
    return etree.fromstring(statement if isinstance(statement, bytes) else str(statement).encode())


METHODS = {"gcm": xmlsec.Transform.AES256_GCM, "cbc": xmlsec.Transform.AES256}


class Provider:
    """The provider, with the users it knows and how it answers."""

    def __init__(self, folder: Path, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.users: dict[str, dict[str, Any]] = {}
        sigver.CryptoBackendXMLSecurity = Libxmlsec
        self.config = IdPConfig().load(self._told(folder))
        self.server = Server(config=self.config)
        self.sealing: Any = self.server.sec.crypto
        self.server.sec.sec_backend = sigver.RSACrypto(sigver.import_rsa_key_from_file(str(folder / "key.pem")))

    def _told(self, folder: Path) -> dict[str, Any]:
        return {
            "entityid": f"{self.address}/idp",
            "crypto_backend": "XMLSecurity",
            "key_file": str(folder / "key.pem"),
            "cert_file": str(folder / "certificate.pem"),
            "metadata": {"inline": []},
            "service": {
                "idp": {
                    "endpoints": {"single_sign_on_service": [(f"{self.address}/sso", BINDING_HTTP_REDIRECT)]},
                    "want_authn_requests_signed": True,
                    "signing_algorithm": SIG_RSA_SHA256,
                    "digest_algorithm": DIGEST_SHA256,
                    "policy": {"default": {"lifetime": {"minutes": 60}, "name_form": URI}},
                }
            },
        }

    def know(self, metadata: str) -> None:
        """Let a service provider ask from now on."""
        self.server.metadata.load("inline", metadata)

    def metadata(self) -> str:
        return str(entity_descriptor(self.config))

    def answered(self, asked: dict[str, str], user: str) -> str:
        """Return the page that posts the answer for *user*; the request must be signed."""
        request = self.server.parse_authn_request(
            asked["SAMLRequest"], BINDING_HTTP_REDIRECT, relay_state=asked["RelayState"], sigalg=asked["SigAlg"],
            signature=asked["Signature"],
        )  # fmt: skip
        to = self.server.response_args(request.message, [BINDING_HTTP_POST])
        if user in self.users:
            answer = self._answer(self.users[user], to, is_fresh=request.message.force_authn == "true")
        else:
            answer = self.server.create_error_response(
                to["in_response_to"], to["destination"], (STATUS_AUTHN_FAILED, "no"), sign=True
            )
        form = self.server.apply_binding(
            BINDING_HTTP_POST, str(answer), to["destination"], asked["RelayState"], response=True
        )
        return str(form["data"])

    def _answer(self, user: dict[str, Any], to: dict[str, Any], *, is_fresh: bool) -> Any:
        self.sealing.cipher = user.get("cipher", "gcm")
        now = SystemClock().now().timestamp()
        shown = now if is_fresh and not user.get("ignores_fresh", False) else now - user.get("logged_in_ago", 0)
        return self.server.create_authn_response(
            user.get("attributes", {}), in_response_to=to["in_response_to"], destination=to["destination"],
            sp_entity_id=to["sp_entity_id"],
            name_id=saml.NameID(format=saml.NAMEID_FORMAT_PERSISTENT, text=user["name_id"]),
            authn={"class_ref": user.get("context", saml.AUTHN_PASSWORD_PROTECTED), "authn_instant": shown},
            sign_response=user.get("signs", "assertion") == "response",
            sign_assertion=user.get("signs", "assertion") == "assertion",
            sign_alg=SIG_RSA_SHA1 if user.get("is_old", False) else SIG_RSA_SHA256,
            encrypt_assertion=user.get("encrypts", False), encrypt_assertion_self_contained=True,
        )  # fmt: skip


def serve(provider: Provider, port: int) -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            pages: dict[str, Callable[[], str]] = {
                "/metadata": provider.metadata,
                "/sso": lambda: _login_page(parts.query),
            }
            self._tell(pages[parts.path]())

        def do_POST(self) -> None:
            parts = urlsplit(self.path)
            content = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if parts.path == "/sp":
                provider.know(content)
            elif parts.path == "/users":
                provider.users |= json.loads(content)
            else:
                self._tell(provider.answered(dict(parse_qsl(parts.query)), dict(parse_qsl(content)).get("user", "")))
                return
            self._tell("")

        def _tell(self, page: str) -> None:
            content = page.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Say nothing."""

    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


def _login_page(query: str) -> str:
    return f'<form method="post" action="/sso?{html.escape(query)}"><input name="user"></form>'


if __name__ == "__main__":
    serve(Provider(Path(sys.argv[1]), int(sys.argv[2])), int(sys.argv[2]))
