"""Exchanging changes between devices and the central server, and reading from other systems."""
