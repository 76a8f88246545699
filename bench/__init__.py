"""What a step costs, beside the bare framework and beside the bare commits: ``make bench``."""
