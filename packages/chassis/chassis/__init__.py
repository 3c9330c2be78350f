"""What every service rides on.

service     a value: its name, what it answers, what it reacts to
door        how something comes in: a route (HTTP) or a reaction (event)
refusal     a "no" with its reason; one place turns it into HTTP
outbox      facts waiting to leave, in the transaction that made them true
inbox       facts already acted upon, so that a second delivery changes nothing
dead letter a fact that a reaction gave up on, kept until it is replayed
"""
