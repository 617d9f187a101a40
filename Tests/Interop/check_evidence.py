"""Checks a published log and proofs of its entries with code that was not written for it.

Usage: check_evidence.py DIRECTORY PROOF...

sigstore reads the checkpoints and verifies the proofs of entries; pymerkle computes the roots from the entries;
cryptography verifies the signatures. Prints how much was checked; fails on the first disagreement.
"""

import base64
import sys
from pathlib import Path
from types import SimpleNamespace

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pymerkle import InmemoryTree
from sigstore._internal.merkle import verify_merkle_inclusion
from sigstore._internal.rekor.checkpoint import SignedCheckpoint, verify_checkpoint
from sigstore.errors import VerificationError


class Keyring:
    """The log's one key, as sigstore asks for it."""

    def __init__(self, vkey):
        self.name, key_id, encoded = vkey.strip().split("+", 2)
        self.key_id = bytes.fromhex(key_id)
        self.key = Ed25519PublicKey.from_public_bytes(base64.b64decode(encoded)[1:])

    def verify(self, *, key_id, signature, data):
        assert key_id[:4] == self.key_id
        try:
            self.key.verify(signature, data)
        except InvalidSignature as error:
            raise VerificationError("invalid signature") from error


def main():
    directory = Path(sys.argv[1])
    keyring = Keyring((directory / "vkey").read_text())
    signed = SignedCheckpoint.from_text((directory / "checkpoint").read_text())
    signed.signed_note.verify(keyring, keyring.key_id)
    assert signed.checkpoint.origin == keyring.name
    lines = (directory / "entries.ndjson").read_bytes().split(b"\n")[:-1]
    assert len(lines) == signed.checkpoint.log_size

    tree = InmemoryTree(algorithm="sha256")
    for line in lines:
        tree.append_entry(line)
    assert tree.get_root().hex() == signed.checkpoint.log_hash

    for name in sys.argv[2:]:
        head, checkpoint = Path(name).read_text().split("\n\n", 1)
        header, extra, index, *hashes = head.split("\n")
        assert header == "c2sp.org/tlog-proof@v1"
        entry = base64.b64decode(extra.removeprefix("extra "))
        number = int(index.removeprefix("index "))
        assert entry == lines[number]
        size = SignedCheckpoint.from_text(checkpoint).checkpoint.log_size
        proof = SimpleNamespace(
            log_index=number,
            tree_size=size,
            hashes=[base64.b64decode(text) for text in hashes],
            root_hash=bytes(tree.get_root(size)),
            checkpoint=SimpleNamespace(envelope=checkpoint),
        )
        inner = SimpleNamespace(
            inclusion_proof=proof,
            canonicalized_body=entry,
            log_id=SimpleNamespace(key_id=keyring.key_id),
        )
        verify_checkpoint(keyring, SimpleNamespace(_inner=inner))
        verify_merkle_inclusion(SimpleNamespace(_inner=inner))
        inner.canonicalized_body = entry + b" "
        try:
            verify_merkle_inclusion(SimpleNamespace(_inner=inner))
        except VerificationError:
            continue
        raise AssertionError("sigstore accepts another entry too")
    print(f"checked {len(lines)} entries and {len(sys.argv) - 2} proofs")


main()
