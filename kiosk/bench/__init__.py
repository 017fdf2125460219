"""Measuring: our path against the plain chain of the same libraries, in one process and in turns."""
