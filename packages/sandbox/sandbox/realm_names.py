"""How the realm and its clients are called, here and in deploy/keycloak."""

REALM = "navigator"
GATEWAY = "navigator-gateway"
MOBILE = "navigator-mobile"
ADMIN = "navigator-admin"
PARTNER = "partner-example"
MOBILE_REDIRECT = "fr.tierslieux.navigateur:/auth/callback"
PERSON_SCOPES = ("profile", "email")
PARTNER_SCOPES = ("directory:read", "directory:write")
