"""What is kept of the pages that were set last, for a text that changes little by little."""
