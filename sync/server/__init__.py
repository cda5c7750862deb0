"""The central server: an ordered log of changes for each stream, and who may read and write it."""
