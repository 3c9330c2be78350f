"""The contract in one piece."""

from sandbox.provider_contract.adapter import Adapter
from sandbox.provider_contract.leaving import Leaving
from sandbox.provider_contract.programs import Programs
from sandbox.provider_contract.refusing import Refusing
from sandbox.provider_contract.signing_in import SigningIn
from sandbox.provider_contract.staying import Staying


class IdentityProviderContract(SigningIn, Staying, Leaving, Refusing, Programs, Adapter):
    """Everything that is relied on where people sign in."""
