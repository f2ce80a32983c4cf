"""Edition to Word: pandoc over a generated reference document, then a finish."""
