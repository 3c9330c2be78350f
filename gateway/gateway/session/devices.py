"""How a person recognises a device of theirs, without our keeping more of it than that needs."""

from ipaddress import IPv6Address, ip_address, ip_network

LONGEST = 512  # characters of a User-Agent that are looked at
UNKNOWN = "Unknown device"


def device(user_agent: str) -> str:
    """``Firefox on Linux``."""
    from ua_parser import parse  # its patterns are loaded for those who sign in, not for everybody's start

    found = parse(user_agent[:LONGEST])
    browser = found.user_agent.family if found.user_agent else None
    system = found.os.family if found.os else None
    return f"{browser} on {system}" if browser and system else browser or system or UNKNOWN


def masked(address: str) -> str:
    """``203.0.113.x``; of an IPv6 address the first 48 bits, which are its network's."""
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    if isinstance(known, IPv6Address) and known.ipv4_mapped:
        known = known.ipv4_mapped
    if isinstance(known, IPv6Address):
        return f"{ip_network((known, 48), strict=False).network_address}x"
    return f"{str(known).rpartition('.')[0]}.x"
