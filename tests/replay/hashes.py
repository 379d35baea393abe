#!/usr/bin/env python3
"""Holds the hashes of receipts against a SHA-256 that is not the program's: hashes.py FILE…

What they are over is taken from the bytes of the lines, as runtime/report/receipt.h says.
"""
import hashlib
import json
import sys


def sha256(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def check(line):
    receipt = json.loads(line)
    covered, mark, _ = line.rpartition(b',"bewijs_hash":')
    assert mark and receipt["bewijs_hash"] == sha256(covered), "bewijs_hash"
    # Compact JSON with the letters as they are is what Python writes of it, but for its decimals.
    begin = line.index(b',"invoer":') + len(b',"invoer":')
    data, size = json.JSONDecoder().raw_decode(line[begin:].decode())
    raw = line[begin:].decode()[:size].encode()
    assert data == receipt["invoer"] and receipt["invoer_hash"] == sha256(raw), "invoer_hash"
    for key in ("onderwerp", "sleutel", "beleid", "beleid_inhoud"):
        assert receipt["resultaat"][key] == receipt[key], key
    assert any(data[receipt["onderwerp"]]), "onderwerp"


def main():
    count = 0
    for path in sys.argv[1:]:
        with open(path, "rb") as file:
            for line in file.read().splitlines():
                check(line)
                count += 1
    assert count, "no receipts"


main()
