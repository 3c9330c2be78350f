"""What may be asked here: every service's OpenAPI as one document."""
