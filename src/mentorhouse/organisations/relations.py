"""What a viewer is to an organisation: nothing beyond what its programmes say."""
