"""Who asks, and what he may do.

caller      whoever a verified token speaks of: a person, or a partner's program
realm role  what a person may do everywhere: ``moderator``, ``administrator``
mandate     what a person may do for one place, network or partner: member, editor, steward
holdings    all the mandates of one caller
target      what a request is about, as far as rights go: the organisation, its networks, who wrote the thing
permission  one thing that can be done; each service lists who may (``Rights``)
persona     a kind of caller, for the table of rights and the test that walks it
"""
