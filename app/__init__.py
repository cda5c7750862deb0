"""The core: what a plan is and what may be done to it. No Qt, no HTTP, no clock of its own."""
