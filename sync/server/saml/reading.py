"""XML from strangers: bounded, without anything that is fetched or unfolded, and as the names of SAML have it."""

from typing import Any

from lxml import etree

from sync.server.vouched import NotBelieved

LARGEST = 256 * 1024
"""Bytes; an answer with many privileges has some 20,000."""
ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion"
PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol"
METADATA = "urn:oasis:names:tc:SAML:2.0:metadata"
SIGNATURES = "http://www.w3.org/2000/09/xmldsig#"
POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
SPACES = {"saml": ASSERTION, "samlp": PROTOCOL, "md": METADATA, "ds": SIGNATURES}

Element = Any
"""An element of lxml, which ships no types."""


def parsed(content: bytes, *, at_most: int = LARGEST, is_own: bool = False) -> Element:
    """Return the root of *content*; raises NotBelieved for what is too large, no XML, or more than elements and text.

    A comment would let one text be read as two, an entity as anything. In what an administrator brought (*is_own*)
    comments are passed over.
    """
    if len(content) > at_most:
        raise NotBelieved("size")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=is_own, remove_pis=is_own,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise NotBelieved("xml") from wrong
    if root.getroottree().docinfo.doctype or any(True for _ in root.iter(etree.Comment, etree.PI, etree.Entity)):
        raise NotBelieved("xml")
    return root


def all_of(element: Element, path: str) -> list[Element]:
    """Return what lies at *path* below an element, with the usual prefixes."""
    return list(element.findall(path, namespaces=SPACES))


def one_of(element: Element, path: str, *, wrong: str) -> Element:
    """Return the one element at *path*; raises NotBelieved with *wrong* when there is none, or another."""
    found = all_of(element, path)
    if len(found) != 1:
        raise NotBelieved(wrong)
    return found[0]


def text_of(element: Element) -> str:
    """Return all text of an element, without the space around it."""
    return "".join(element.itertext()).strip()


def name(prefix: str, local: str) -> str:
    """Return a name as lxml writes it."""
    return f"{{{SPACES[prefix]}}}{local}"
