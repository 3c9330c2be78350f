"""Comments: written once, mounted by any service on any of its nouns.

subject     what people speak about: a place now; a need, a proposal, a round later
noun        a kind of subject, and how the service knows its subjects
comment     what somebody says of a subject, or answers to another comment
thread      a comment and all that was answered to it, whomever exactly it answered
mention     ``@[Name](id)``: somebody who speaks there already, or acts for the subject, is meant
version     what a comment said before its author changed it, for moderators
report      somebody finds that a comment does not belong there, and says why
decision    what a moderator did with a comment: who, when, why
"""
