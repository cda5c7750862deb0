"""Answers that an identity provider never gave: its genuine ones, changed, and signed anew where that is asked for."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Any

import xmlsec
from lxml import etree

from sync.server.saml.reading import SPACES, name

Edit = Callable[[Any], object]
"""Changes an answer in place."""


def xml(told: str) -> bytes:
    return b64decode(told)


def at(root: Any, path: str) -> Any:
    """Return the one element at a path."""
    (found,) = root.findall(path, SPACES)
    return found


def put(path: str, attribute: str, value: str | None) -> Edit:
    """Return the change of an attribute; None takes it away."""

    def edit(root: Any) -> None:
        element = at(root, path) if path else root
        element.attrib.pop(attribute, None)
        element.attrib.update({} if value is None else {attribute: value})

    return edit


def say(path: str, text: str) -> Edit:
    """Return the change of a text."""
    return lambda root: setattr(at(root, path), "text", text)


def drop(path: str) -> Edit:
    """Return the removal of an element."""

    def edit(root: Any) -> None:
        element = at(root, path)
        element.getparent().remove(element)

    return edit


def changed(told: str, *edits: Edit) -> str:
    """Return an answer that was changed after it was signed."""
    root = etree.fromstring(xml(told))
    for each in edits:
        each(root)
    return b64encode(etree.tostring(root)).decode()


def signed(told: str, key: str, *edits: Edit, method: Any = xmlsec.Transform.RSA_SHA256, secret: bytes = b"") -> str:
    """Return an answer that was changed, with an assertion that *key* (PEM) has signed then, or a shared *secret*."""
    return changed(told, drop("saml:Assertion/ds:Signature"), *edits, lambda root: _sign(root, key, method, secret))


def _sign(root: Any, key: str, method: Any, secret: bytes) -> None:
    assertion = at(root, "saml:Assertion")
    signature = xmlsec.template.create(assertion, xmlsec.Transform.EXCL_C14N, method, ns="ds")
    assertion.insert(1, signature)
    uri = f"#{assertion.get('ID')}"
    reference = xmlsec.template.add_reference(signature, xmlsec.Transform.SHA256, uri=uri)
    xmlsec.template.add_transform(reference, xmlsec.Transform.ENVELOPED)
    xmlsec.template.add_transform(reference, xmlsec.Transform.EXCL_C14N)
    xmlsec.tree.add_ids(root, ["ID"])
    signing = xmlsec.SignatureContext()
    signing.key = (
        xmlsec.Key.from_binary_data(xmlsec.KeyData.HMAC, secret)
        if secret
        else xmlsec.Key.from_memory(key.encode(), xmlsec.KeyFormat.PEM)
    )
    signing.sign(signature)


def another(root: Any) -> Any:
    """Return a copy of the assertion that names another user, without a signature."""
    copy = etree.fromstring(etree.tostring(at(root, "saml:Assertion")))
    copy.set("ID", "_another")
    drop("ds:Signature")(copy)
    say("saml:Subject/saml:NameID", "C=DK,CN=chef")(copy)
    return copy


def another_before(root: Any) -> None:
    """Put another assertion before the signed one."""
    at(root, "saml:Assertion").addprevious(another(root))


def another_of_the_same_id(root: Any) -> None:
    genuine, copy = at(root, "saml:Assertion"), another(root)
    copy.set("ID", genuine.get("ID"))
    genuine.addprevious(copy)


def signed_one_within_another(root: Any) -> None:
    """Let another assertion hold the signed one, with its signature as its own."""
    genuine, copy = at(root, "saml:Assertion"), another(root)
    signature = at(genuine, "ds:Signature")
    genuine.addprevious(copy)
    copy.insert(1, signature)
    etree.SubElement(signature, name("ds", "Object")).append(genuine)


def signed_one_in_extensions(root: Any) -> None:
    """Hide the signed assertion where nobody reads, and put another in its place."""
    genuine, copy = at(root, "saml:Assertion"), another(root)
    genuine.addprevious(copy)
    extensions = etree.Element(name("samlp", "Extensions"))
    at(root, "samlp:Status").addprevious(extensions)
    extensions.append(genuine)


def signed_answer_within_another(root: Any) -> None:
    """Let a signed answer lie within its own signature, moved to an answer about another user."""
    genuine = etree.fromstring(etree.tostring(root))
    signature = at(root, "ds:Signature")
    root.set("ID", "_another")
    at(root, "saml:Assertion").set("ID", "_one_more")
    say("saml:Assertion/saml:Subject/saml:NameID", "C=DK,CN=chef")(root)
    drop("ds:Signature")(genuine)
    etree.SubElement(signature, name("ds", "Object")).append(genuine)
