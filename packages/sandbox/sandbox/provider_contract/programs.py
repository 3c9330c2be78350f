"""Programs that sign in by themselves."""

import pytest

from identity.verifier import Verifier
from sandbox.provider_contract.promise import Promise
from sandbox.provider_contract.reading import told, unverified
from sandbox.realm_names import GATEWAY, MOBILE, PARTNER
from sandbox.realm_server import RealmServer
from sandbox.signing_in import SignInError


class Programs(Promise):
    """Client credentials and their scopes."""

    async def test_a_partners_program_signs_in_by_itself_with_the_scopes_it_asks(self, realm: RealmServer) -> None:
        for asked, given in [("", {"directory:read"}), ("directory:write", {"directory:read", "directory:write"})]:
            tokens = realm.own_tokens(scope=asked)
            caller = await Verifier(told(realm)).verify(tokens.access_token)
            assert (caller.kind, caller.client) == ("client", PARTNER)
            assert caller.scopes == given
            assert caller.username == f"service-account-{PARTNER}"
            assert caller.roles == set() and caller.session is None
            assert tokens.refresh_token == ""
            assert unverified(tokens.access_token)["aud"] == "navigator-api"

    def test_a_partner_gets_no_scope_that_it_was_not_given(self, realm: RealmServer) -> None:
        with pytest.raises(SignInError, match="invalid_scope"):
            realm.own_tokens(scope="directory:everything")

    @pytest.mark.parametrize("client_id", [GATEWAY, MOBILE])
    def test_a_client_for_people_gets_nothing_in_its_own_name(self, realm: RealmServer, client_id: str) -> None:
        with pytest.raises(SignInError, match="unauthorized_client"):
            realm.own_tokens(client_id)
