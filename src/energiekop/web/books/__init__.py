"""The data page: what came in, what became of each row, which addresses are unsure, and handing in a file."""
