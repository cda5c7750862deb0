"""SAML 2.0 on the server's side: what is asked of an identity provider, and what of its answer is to be believed."""
