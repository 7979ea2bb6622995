"""The only place that knows all rooms: settings, addresses, web server, command line."""
