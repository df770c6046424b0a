"""JSON made small: packed by zlib with the words of `pack.json` known beforehand.

That file holds a reading and an event that were made up. It must never change: what was packed with it needs it.
"""

import zlib
from functools import cache
from importlib.resources import files


class DamagedError(ValueError):
    """What was packed cannot be unpacked."""


def pack(data: bytes) -> bytes:
    """Some JSON, packed."""
    packer = zlib.compressobj(zdict=_known())
    return packer.compress(data) + packer.flush()


def unpack(data: bytes) -> bytes:
    """The JSON again.

    Raises DamagedError where it is damaged.
    """
    unpacker = zlib.decompressobj(zdict=_known())
    try:
        return unpacker.decompress(data) + unpacker.flush()
    except (zlib.error, TypeError) as error:
        raise DamagedError(str(error)) from error


@cache
def _known() -> bytes:
    return files("tawthiq.case").joinpath("pack.json").read_bytes()
