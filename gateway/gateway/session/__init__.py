"""People signing in, and staying so: the browser holds a secret that says nothing, Redis the rest, under seal.

secret     what the session's cookie holds: 256 random bits. From it come the session's name in Redis, the key that
           seals its tokens there, and its CSRF token; from none of these it can be found again
session    one sign-in of one person in one browser, with the issuer's tokens
login      a sign-in under way, between leaving for the issuer and coming back; bound to the browser by a cookie
door       where it is found out who asks, before anything is passed on
issuer     the OpenID provider: Keycloak, or the sandbox's

A copy of Redis opens nothing: tokens are sealed by their cookie's secret, what a person sees of their devices by a key
that only gateways have, and the indexes hold no name that anybody else uses.
"""
