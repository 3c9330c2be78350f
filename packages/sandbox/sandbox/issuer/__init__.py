"""The sandbox's sign-in: an OIDC issuer with the endpoints and claims of Keycloak's realm `navigator`.

For a laptop and for tests: whoever opens its page is whom they say. It refuses to start in production.
"""
