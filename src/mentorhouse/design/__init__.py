"""How everything looks: NHS.UK components, form fields, layouts, error pages, letters."""
