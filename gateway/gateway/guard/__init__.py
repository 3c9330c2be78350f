"""What protects those who look: security headers, and which other sites may read."""
