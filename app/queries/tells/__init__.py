"""What a plan tells of its own accord: each kind has a function in a file, and a line in `TELLERS` of `board.py`."""
