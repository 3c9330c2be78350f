"""Who may do what in the directory."""

from enum import StrEnum

from directory.mandates.queries import held
from discussion.mounting import RIGHTS as ON_COMMENTS
from identity.rights import Right, Rights, Who, allowed


class Permission(StrEnum):
    """One thing that can be done here."""

    SEE_MYSELF = "me:see"
    MARK_FAVOURITE = "favourite:mark"

    ASK_MANDATE = "mandate:ask"
    SEE_MANDATE = "mandate:see"
    LIST_MANDATES = "mandate:list"
    ANSWER_MANDATE = "mandate:answer"
    OWN_MANDATE = "mandate:own"
    INVITE = "mandate:invite"

    ADD_PLACE = "place:add"
    SEE_ADDITION = "place:see-draft"
    LIST_ADDITIONS = "place:list-drafts"
    CONFIRM_PLACE = "place:confirm"
    REJECT_PLACE = "place:reject"
    EDIT_PLACE = "place:edit"
    CORRECT_PLACE = "place:correct"
    DECIDE_CORRECTION = "correction:decide"
    WITHDRAW_CORRECTION = "correction:withdraw"
    CLOSE_PLACE = "place:close"
    MERGE_PLACE = "place:merge"
    DECLARE_USAGE = "usage:declare"
    DECLARE_NEIGHBOUR = "neighbour:declare"

    ADD_NETWORK = "network:add"
    EDIT_NETWORK = "network:edit"
    ADD_MEMBER = "network:add-member"
    REMOVE_MEMBER = "network:remove-member"
    ADD_PARTNER = "partner:add"
    EDIT_PARTNER = "partner:edit"
    ADD_TOOL = "tool:add"
    EDIT_TOOL = "tool:edit"

    WRITE_TESTIMONIAL = "testimonial:write"
    OWN_TESTIMONIAL = "testimonial:own"
    REPLY_TESTIMONIAL = "testimonial:reply"
    REMOVE_REPLY = "testimonial:remove-reply"
    MODERATE = "moderate"


P = Permission
SPEAKS_FOR_IT = allowed(Who.EDITOR, Who.NETWORK_MANAGER, Who.MODERATOR)
RIGHTS: dict[StrEnum, Right] = {
    P.SEE_MYSELF: allowed(Who.SIGNED_IN),
    P.MARK_FAVOURITE: allowed(Who.SIGNED_IN),
    P.ASK_MANDATE: allowed(Who.SIGNED_IN),
    P.SEE_MANDATE: allowed(Who.OWNER, Who.STEWARD, Who.ORPHAN_MANAGER, Who.MODERATOR),
    P.LIST_MANDATES: allowed(Who.MEMBER, Who.NETWORK_MANAGER, Who.MODERATOR),
    P.ANSWER_MANDATE: allowed(Who.STEWARD, Who.ORPHAN_MANAGER, Who.MODERATOR),
    P.OWN_MANDATE: allowed(Who.OWNER),
    P.INVITE: allowed(Who.STEWARD, Who.MODERATOR),
    P.ADD_PLACE: allowed(Who.SIGNED_IN),
    P.SEE_ADDITION: allowed(Who.OWNER, Who.NETWORK_MANAGER, Who.FELLOW_STEWARD, Who.MODERATOR),
    P.LIST_ADDITIONS: allowed(Who.SIGNED_IN),
    P.CONFIRM_PLACE: allowed(Who.NETWORK_MANAGER, Who.FELLOW_STEWARD, Who.MODERATOR),
    P.REJECT_PLACE: allowed(Who.NETWORK_MANAGER, Who.MODERATOR),
    P.EDIT_PLACE: SPEAKS_FOR_IT,
    P.CORRECT_PLACE: allowed(Who.SIGNED_IN),
    P.DECIDE_CORRECTION: allowed(Who.EDITOR, Who.ORPHAN_MANAGER, Who.MODERATOR),
    P.WITHDRAW_CORRECTION: allowed(Who.OWNER),
    P.CLOSE_PLACE: allowed(Who.NETWORK_MANAGER, Who.MODERATOR),
    P.MERGE_PLACE: allowed(Who.NETWORK_MANAGER, Who.MODERATOR),
    P.DECLARE_USAGE: SPEAKS_FOR_IT,
    P.DECLARE_NEIGHBOUR: allowed(Who.EDITOR),
    P.ADD_NETWORK: allowed(Who.MODERATOR),
    P.EDIT_NETWORK: allowed(Who.EDITOR, Who.MODERATOR),
    P.ADD_MEMBER: allowed(Who.EDITOR, Who.MODERATOR),
    P.REMOVE_MEMBER: allowed(Who.EDITOR, Who.MODERATOR),
    P.ADD_PARTNER: allowed(Who.MODERATOR),
    P.EDIT_PARTNER: allowed(Who.EDITOR, Who.MODERATOR),
    P.ADD_TOOL: allowed(Who.EDITOR, Who.MODERATOR),
    P.EDIT_TOOL: allowed(Who.EDITOR, Who.MODERATOR),
    P.WRITE_TESTIMONIAL: allowed(Who.SIGNED_IN),
    P.OWN_TESTIMONIAL: allowed(Who.OWNER),
    P.REPLY_TESTIMONIAL: allowed(Who.EDITOR),
    P.REMOVE_REPLY: allowed(Who.EDITOR, Who.MODERATOR),
    P.MODERATE: allowed(Who.MODERATOR),
    **ON_COMMENTS,
}

rights = Rights(RIGHTS, held=held)
may = rights.may
