"""The parts that screens are made of; they show and tell what was touched, and know no store."""
