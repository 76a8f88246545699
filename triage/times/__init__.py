"""What is due, for whom, and when they are told."""
