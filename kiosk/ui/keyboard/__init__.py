"""The keyboard on the screen: what its keys are in each script, and what becomes of what they write. Nothing of it is kept."""
