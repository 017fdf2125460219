"""Who made a bundle: an Ed25519 signature over its list of checksums."""

from __future__ import annotations

import base64
import binascii
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from kiosk.core.errors import ModelError, UsageError


def make_key(path: Path) -> Path:
    """Write a new key into `path`, for its owner only, and its public half beside it as PATH.pub, which is returned.

    Raises UsageError when one is there.
    """
    public = path.with_name(f"{path.name}.pub")
    key = Ed25519PrivateKey.generate()
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secret)
        with public.open("xb") as file:
            file.write(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    except OSError as error:
        raise UsageError("key.refused", f"{error.filename}: can't be written ({error.strerror})") from error
    return public


def sign(content: bytes, key: Path) -> bytes:
    """Raises UsageError when `key` holds no Ed25519 key."""
    try:
        private = load_pem_private_key(key.read_bytes(), None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise UsageError("key.unusable", f"{key}: can't be used as a key ({error})") from error
    if not isinstance(private, Ed25519PrivateKey):
        raise UsageError("key.unusable", f"{key}: is no Ed25519 key; `download_models.py make-key FILE` makes one")
    return base64.b64encode(private.sign(content)) + b"\n"


def read_public(path: Path) -> Ed25519PublicKey:
    """Raises UsageError when `path` holds no public Ed25519 key."""
    try:
        public = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm) as error:
        raise UsageError("key.unusable", f"{path}: can't be used as a public key ({error})") from error
    if not isinstance(public, Ed25519PublicKey):
        raise UsageError("key.unusable", f"{path}: is no public Ed25519 key")
    return public


def check(content: bytes, signature: bytes, public: Ed25519PublicKey) -> None:
    """Raises ModelError("bundle.signature") when `content` was not signed with the other half of `public`."""
    try:
        public.verify(base64.b64decode(signature, validate=False), content)
    except (InvalidSignature, binascii.Error) as error:
        line = "the bundle was not signed with the key that is trusted here, or was changed since; nothing was taken from it"
        line += ". Have it made again with that key"
        raise ModelError("bundle.signature", line) from error
