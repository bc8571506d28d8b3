#!/usr/bin/python3
"""Writes which characters KS X 1001 has, as a C header.

The source is the EUC-KR decoder of Python, whose table comes from KSX1001.TXT of the Unicode
Consortium (ftp.unicode.org/Public/MAPPINGS/OBSOLETE/EASTASIA/KSC), with the euro sign and the
registered sign, which the edition of 1998 added. Every pair of bytes is decoded, and unless that
gives the numbers of characters that the standard is known to have, nothing is written.

Three characters are left out on purpose: the postal code mark U+327E, which only the edition of 2002
has and phones may not know; the Hangul filler U+3164, which leaves no ink and begins a sequence of
eight bytes in EUC-KR; and the soft hyphen U+00AD, which phones show as a hyphen and everybody else
as nothing.

usage: gen-ksx1001.py OUTPUT
"""

import sys

N_SYLLABLES = 2350
N_HANJA = 4888
N_SYMBOLS = 987  # 986 of 1992 without the filler, and two of 1998

SOFT_HYPHEN = 0xAD

BLOCK_BITS = 256
COLUMNS = 12

HEADER = """\
/* Made by gen-ksx1001.py; see there. */
#pragma once

#include <glib.h>

"""


def decode_pairs():
    """Returns the code points of all two-byte characters."""
    points = set()
    for lead in range(0xA1, 0xFF):
        for trail in range(0xA1, 0xFF):
            try:
                character = bytes([lead, trail]).decode("euc_kr")
            except UnicodeDecodeError:
                continue
            points.add(ord(character))
    return points


def check(points):
    syllables = {point for point in points if 0xAC00 <= point <= 0xD7A3}
    hanja = {point for point in points if 0x4E00 <= point <= 0x9FFF or 0xF900 <= point <= 0xFAFF}
    found = (len(syllables), len(hanja), len(points - syllables - hanja))
    if found != (N_SYLLABLES, N_HANJA, N_SYMBOLS):
        sys.exit(f"{found} syllables, Hanja and symbols are not what KS X 1001 has")
    for character in "€®":
        if ord(character) not in points:
            sys.exit(f"{character} is missing")
    if min(points) < 0x80 or max(points) > 0xFFFF or points & {0x3164, 0x327E}:
        sys.exit("A character is where none may be")


def blocks(points):
    """Returns a block number for each 256 code points, and the blocks, each a tuple of bytes."""
    numbers = []
    found = {}
    for start in range(0, 0x10000, BLOCK_BITS):
        block = [0] * (BLOCK_BITS // 8)
        for offset in range(BLOCK_BITS):
            if start + offset in points:
                block[offset // 8] |= 1 << offset % 8
        numbers.append(found.setdefault(tuple(block), len(found)))
    return numbers, list(found)


def write_bytes(output, values, indent):
    for start in range(0, len(values), COLUMNS):
        row = ", ".join(f"0x{value:02x}" for value in values[start : start + COLUMNS])
        output.write(f"{indent}{row},\n")


def main():
    points = decode_pairs()
    check(points)
    points.remove(SOFT_HYPHEN)
    numbers, bitmaps = blocks(points)
    with open(sys.argv[1], "w", encoding="ascii") as output:
        output.write(HEADER)
        output.write("static const guint8 munja_ksx1001_numbers[] = {\n")
        write_bytes(output, numbers, "  ")
        output.write("};\n\nstatic const guint8 munja_ksx1001_blocks[][32] = {\n")
        for bitmap in bitmaps:
            output.write("  {\n")
            write_bytes(output, bitmap, "    ")
            output.write("  },\n")
        output.write("};\n")


if __name__ == "__main__":
    main()
