"""A real Keycloak without Docker, and the realm as deploy/keycloak says."""
