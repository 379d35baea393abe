#!/usr/bin/env python3
"""Changes one bit of a file: flip.py FILE BYTE BIT."""
import sys

path, byte, bit = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with open(path, "r+b") as file:
    file.seek(byte)
    changed = file.read(1)[0] ^ 1 << bit
    file.seek(byte)
    file.write(bytes([changed]))
