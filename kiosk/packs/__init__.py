"""What may lie in models/: how each layout of a model is read, how a packed one is opened, how a folder comes to be whole."""
