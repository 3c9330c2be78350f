"""The edge: one address for people, partners and robots. It owns no facts; it passes, remembers, refuses and presents.

service      a neighbour the routing table knows; ``/api/<service>/…`` is its
asked        one request, as the gateway sees it
upstream     the hop to a service
breaker      what stops asking a service that does not answer
generation   the count of changes of one noun of one service; an answer kept in the cache is good for one generation
flight       one question to a service that several askers wait for
lease        a handful of a client's tokens, taken from Redis at once and spent here
session      one sign-in of one person in one browser (``gateway.session`` has its own glossary)
page         HTML of the web client with what robots and other sites need in its head
"""
