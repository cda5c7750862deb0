"""The local encrypted database: the only place of the client with SQL. Others enter by Store and Reader."""
