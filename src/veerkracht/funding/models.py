"""What funding keeps."""
