"""What this installation signs, so that another one can check it without asking (R1.10).

The signing key is made from a data key of its own, so it is wrapped, rotated and backed up like
every other; rotating the master key leaves it as it is. The key itself is stored nowhere.
"""

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mentorhouse.vault.keyring import keys_for_sealing
from mentorhouse.vault.keys import KeyOwner

OWNER = KeyOwner("installation", "signature")
SEED = b"mentorhouse: the seed of the signing key"
BYTES = 32


def sign(message: bytes) -> bytes:
    """Sign as this installation (Ed25519)."""
    return _key().sign(message)


def public_key() -> bytes:
    """Return the key with which everybody can check what this installation signed."""
    return _key().public_key().public_bytes_raw()


def _key() -> Ed25519PrivateKey:
    """Make the key from the data key, which does nothing else, so that its one nonce is its own."""
    _, cipher = keys_for_sealing([OWNER])[OWNER]
    secret = cipher.encrypt(bytes(12), bytes(BYTES), SEED)
    seed = HKDF(hashes.SHA256(), BYTES, salt=None, info=SEED).derive(secret)
    return Ed25519PrivateKey.from_private_bytes(seed)
