"""What a member types: the commands and their forms, read into orders, explained, and granted by role."""
