"""Make handouts/pdf/srgb.icc: the sRGB profile that PDF/A files name as their output intent.

    python tools/build_icc.py

Made by Pillow's LittleCMS; its creation date is set to a constant, so that two runs agree.
"""

from __future__ import annotations

from pathlib import Path

from PIL import ImageCms

TARGET = Path(__file__).resolve().parents[1] / "handouts" / "pdf" / "srgb.icc"


def profile() -> bytes:
    """An ICC profile (version 4) of sRGB, with 2000-01-01 as its date and no profile id."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    data[24:36] = bytes.fromhex("07d000010001000000000000")
    data[84:100] = bytes(16)
    return bytes(data)


if __name__ == "__main__":
    TARGET.write_bytes(profile())
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")
