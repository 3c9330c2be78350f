"""The hop to a service: an HTTP/1.1 client on asyncio protocols, small because it only ever talks to our own services.

Link    one keep-alive connection, one exchange at a time
Answer  what came back: status, headers, and a body that may still be arriving
Pool    the links to one service, lent and taken back
"""
