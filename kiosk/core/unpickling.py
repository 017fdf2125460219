"""What the reader of pickles raises on bytes that are none: far more than its own error."""

from __future__ import annotations

import pickle

UNREADABLE: tuple[type[Exception], ...] = (
    pickle.UnpicklingError,
    ArithmeticError,
    AttributeError,
    BufferError,
    EOFError,
    ImportError,
    LookupError,
    MemoryError,
    RuntimeError,
    SystemError,
    TypeError,
    ValueError,
)
"""Python's documentation names the first few and says that there are others. Messages broken in 100,000 ways raised
UnpicklingError, UnicodeDecodeError, OverflowError, ValueError, EOFError, MemoryError, TypeError and AttributeError; the rest
is what its operations on lists, names and buffers may raise. Anything else is a mistake in the kiosk and must show."""
