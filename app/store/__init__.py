"""The local database: the only door to the encrypted file, and the only place in the core with SQL."""
