"""What contributors send, and what they are told."""
