"""Who a request comes from, as far as we can know."""

from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from gateway.settings import Network


class Addresses:
    """Sees through the proxies we trust, and through no other."""

    def __init__(self, trusted: tuple[Network, ...]) -> None:
        self._trusted = trusted
        self.believes_anyone = bool(trusted)
        self.resolve = lru_cache(maxsize=65536)(self._resolve)

    def _resolve(self, peer: str, forwarded_for: bytes) -> str:
        """The client's address: the last in the chain that is not one of our proxies."""
        client = peer
        for hop in reversed(forwarded_for.decode("latin-1").split(",")):
            if not self._is_trusted(client) or not _valid(hop):
                break
            client = hop.strip()
        return client

    def _is_trusted(self, address: str) -> bool:
        if not _valid(address):
            return False
        known = ip_address(address.strip())
        return any(known in network for network in self._trusted)


def _valid(address: str) -> bool:
    try:
        ip_address(address.strip())
    except ValueError:
        return False
    return True


@lru_cache(maxsize=65536)
def counted_as(client: str) -> str:
    """Under which name a client is counted: an IPv6 household has a /64 full of addresses, and is one client."""
    try:
        address = ip_address(client)
    except ValueError:
        return client or "unknown"
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(IPv6Address(int(address) >> 64 << 64)) + "/64"
    return client
