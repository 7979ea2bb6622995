"""What `mentorhouse match` does besides matching: reading spreadsheets and writing results."""
