"""Where the URL Standard has changed since the test data was collected, in July 2023: what is right now, and why."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

_PATH = "/%20!%22$%&'()*+,-./:;%3C=%3E@["
_SETTER_PATH = "/%00%01%1F%20!%22%23$%&'()*+,-./09:;%3C=%3E%3F@AZ[\\]%5E_%60az%7B|%7D~%7F%C2%80%C2%81%C3%89%C3%A9"
_SETTER_TEXT = "\x00\x01\t\n\r\x1f !\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~\x7f\x80\x81Éé"
_MANY_SPACES = " " * 130

PARSED: dict[str, Json] = {
    # 2026: a domain of ASCII is never refused for its Punycode, as browsers never did.
    "http://a.b.c.xn--pokxncvks": {"href": "http://a.b.c.xn--pokxncvks/"},
    "http://10.0.0.xn--pokxncvks": {"href": "http://10.0.0.xn--pokxncvks/"},
    "http://a.b.c.XN--pokxncvks": {"href": "http://a.b.c.xn--pokxncvks/"},
    "http://a.b.c.Xn--pokxncvks": {"href": "http://a.b.c.xn--pokxncvks/"},
    "http://10.0.0.XN--pokxncvks": {"href": "http://10.0.0.xn--pokxncvks/"},
    "http://10.0.0.xN--pokxncvks": {"href": "http://10.0.0.xn--pokxncvks/"},
    "file://xn--/p": {"href": "file://xn--/p"},
    "https://xn--/": {"href": "https://xn--/"},
    # 2023: ^ is percent-encoded in paths.
    "foo://host/ !\"$%&'()*+,-./:;<=>@[\\]^_`{|}~": {
        "href": f"foo://host{_PATH}\\]%5E_%60%7B|%7D~",
        "pathname": f"{_PATH}\\]%5E_%60%7B|%7D~",
    },
    "wss://host/ !\"$%&'()*+,-./:;<=>@[\\]^_`{|}~": {
        "href": f"wss://host{_PATH}/]%5E_%60%7B|%7D~",
        "pathname": f"{_PATH}/]%5E_%60%7B|%7D~",
    },
}
"""By input: the members that are different now. What was a failure is none any more."""

SET: dict[tuple[str, str, str], Json] = {
    # 2026: a domain of ASCII is never refused for its Punycode, as browsers never did.
    ("host", "https://example.com/", "xn--"): {"href": "https://xn--/", "host": "xn--", "hostname": "xn--"},
    ("hostname", "https://example.com/", "xn--"): {"href": "https://xn--/", "host": "xn--", "hostname": "xn--"},
    # 2023: ^ is percent-encoded in paths.
    ("pathname", "a:/", _SETTER_TEXT): {"href": f"a:{_SETTER_PATH}", "pathname": _SETTER_PATH},
    # 2025: the last space of an opaque path is percent-encoded before a query or fragment, and so survives them.
    ("search", "data:space ?query", ""): {"href": "data:space%20", "pathname": "space%20"},
    ("search", "sc:space ?query", ""): {"href": "sc:space%20", "pathname": "space%20"},
    ("search", "data:space  ?query#fragment", ""): {"href": "data:space %20#fragment"},
    ("search", "sc:space  ?query#fragment", ""): {"href": "sc:space %20#fragment"},
    ("hash", f"data:space{_MANY_SPACES}#fragment", ""): {
        "href": f"data:space{_MANY_SPACES[1:]}%20",
        "pathname": f"space{_MANY_SPACES[1:]}%20",
    },
    ("hash", "sc:space    #fragment", ""): {"href": "sc:space   %20", "pathname": "space   %20"},
    ("hash", "data:space  ?query#fragment", ""): {"href": "data:space %20?query"},
    ("hash", "sc:space  ?query#fragment", ""): {"href": "sc:space %20?query"},
}
"""By attribute, address and value: the members that are different now."""

FORBIDDEN = frozenset(map(chr, range(0x21))) | frozenset("#%/:<>?@[\\]^|\x7f")
"""What a domain must not have, be it of ASCII or not: "forbidden domain code points"."""

ALLOWED_SINCE_UNICODE_16 = frozenset(map(chr, range(0x10A0, 0x10C6))) | frozenset(
    "\u04c0\u115f\u1160\u17b4\u2183\uffa0\U0001d175\U00032931"
)
"""Capital letters that IDNA's table maps to small ones now, what it ignores now, and a letter new in Unicode 17."""
