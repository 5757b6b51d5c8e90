"""What a reader sees, worked out once from the dataset."""
