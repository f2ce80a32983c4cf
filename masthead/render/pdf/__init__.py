"""HTML to PDF with WeasyPrint, and where each node landed."""
