"""The half of the exchange that runs in the desktop program."""
