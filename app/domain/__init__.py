"""What a plan is made of: frozen records, one file per notion."""
