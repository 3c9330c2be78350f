"""The directory: which third places exist, who they belong with, and which commons they use.

place       somewhere people work, make, learn or meet together; a draft is not shown to anyone
network     what places join: regional (by territory) or thematic (by craft)
partner     an organisation beside the places: funder, public body, maker
tool        a digital common: software, data, knowledge or equipment
usage       a place uses a tool: how, since when, how well
source      who said a value, and when; what the place itself says outranks any import
origin      the row of a source that a place came from
membership  a place is in a network
merge       two places turn out to be one; it can be undone
neighbour   a place says that it works with another one; mutual when that one says so too
mandate     a person may act for a place, a network or a partner (member, editor, steward), or asks to
invitation  a link by which one person may take a role
orphan      an organisation that had a steward and has none
testimonial what somebody says of a place (*avis*), once a moderator has read it; the place may reply
trace       a row that leads to a person: exported for him, forgotten on his wish
favourite   what somebody wants to find again
comment     what somebody says of a place, or answers; kept and answered by `discussion`
document    what the public reads of a noun, rendered once when it changes; the data of its fact
tag         one filterable trait of a place the public may see: ``typology:fablab``, ``region:53``
"""
