"""What can be asked: functions that return frozen views of the records."""
