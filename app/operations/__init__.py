"""What a caseworker can do: one function, one transaction, one step to undo."""
