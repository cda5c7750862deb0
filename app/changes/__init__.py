"""What happens to records: changes, the policies of their fields, and how they fold into a state."""
