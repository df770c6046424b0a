"""Text made fit to be shown: nothing in it moves a cursor, and Arabic does not reorder the Latin around it.

For people's eyes only: what is stored or exported keeps every character.
"""

import regex

FSI, RLI, PDI, LRM = "\u2068", "\u2067", "\u2069", "\u200e"

_SPACES = regex.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_BIDI = r"\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f"
_UNSHOWN = regex.compile(rf"[\p{{Cc}}\p{{Co}}{_BIDI}\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_UNSAFE = regex.compile(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
_SURROGATE = regex.compile(r"\p{Cs}")
_ARABIC = regex.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def json_line(encoded: bytes) -> bytes:
    """Some JSON as one line of output, with escapes for what JSON need not escape but a terminal would act on."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", encoded.decode()).encode() + b"\n"


def printable(text: str) -> str:
    """A text without line breaks, control characters (ANSI sequences among them) and bidi controls.

    >>> printable("قصف\\x1b[2J\\u202eمدفعي")
    'قصف[2Jمدفعي'
    """
    return _SURROGATE.sub("\ufffd", _UNSHOWN.sub("", _SPACES.sub(" ", text)))


def isolated(text: str) -> str:
    """A printable text, between marks that keep it apart where it holds Arabic.

    The marks take no room: they tell a terminal that orders its text where the Arabic begins and ends.
    """
    shown = printable(text)
    return f"{FSI}{shown}{PDI}" if _ARABIC.search(shown) else shown
