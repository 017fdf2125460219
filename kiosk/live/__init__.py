"""The conversation as it happens: everything that has threads, and the engine process."""
