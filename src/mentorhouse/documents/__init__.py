"""Documents made by the product: one plain document, drawn as a web page, Word and accessible PDF."""
