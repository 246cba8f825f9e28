"""Models of monitoring; they live with their part."""
