"""Lists of networks as people write them: one network a line. Plain Python: no ``env``."""

import ipaddress


def parse_networks(text):
    """Return the networks of ``text``; a line may end in a remark after ``#``.

    >>> parse_networks("10.0.0.0/8\\n2001:db8::/48  # 본청")
    (IPv4Network('10.0.0.0/8'), IPv6Network('2001:db8::/48'))
    >>> parse_networks("10.0.0.300")
    Traceback (most recent call last):
    ...
    ValueError: 10.0.0.300
    """
    networks = []
    for line in (text or "").replace(",", "\n").splitlines():
        word = line.partition("#")[0].strip()
        if word:
            networks.append(_parse_one(word))
    return tuple(networks)


def _parse_one(word):
    try:
        return ipaddress.ip_network(word, strict=False)
    except ValueError as error:
        raise ValueError(word) from error


def contains(networks, address):
    """Say whether ``address`` lies in one of ``networks``; an unreadable address lies in none.

    >>> inside = parse_networks("10.0.0.0/8 \\n ::1")
    >>> [contains(inside, one) for one in ("10.1.2.3", "::1", "::ffff:10.1.2.3", "11.0.0.1", "")]
    [True, True, True, False, False]
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    found = getattr(found, "ipv4_mapped", None) or found
    return any(found.version == one.version and found in one for one in networks)


def too_wide(networks):
    """Return the networks that are too large to be the office of one agency.

    >>> too_wide(parse_networks("0.0.0.0/0, 10.0.0.0/8, 203.0.0.0/8, ::1, ::/0"))
    [IPv4Network('0.0.0.0/0'), IPv4Network('203.0.0.0/8'), IPv6Network('::/0')]
    """
    return [one for one in networks if one.prefixlen < _narrowest(one)]


def _narrowest(network):
    if network.version == 6:
        return 32
    return 8 if network.is_private or network.is_loopback else 16
