"""An offline speech translation kiosk; importing it makes the process quiet and offline before anything heavy loads."""

import os

__version__ = "0.1.0"

# onnxruntime >= 1.29 reports usage from a background thread as soon as a session exists, and huggingface_hub asks its
# hub for names it doesn't know. Both read these variables once, at import, so they are set before any engine loads.
_QUIET = {
    "ORT_DISABLE_TELEMETRY": "1",
    "ORT_TELEMETRY_DISABLED": "1",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "DO_NOT_TRACK": "1",
}
# These turn the Argos libraries into a client of somebody's server.
_HOSTILE = ("ARGOS_", "LIBRETRANSLATE_", "OPENAI_")

os.environ.update(_QUIET)
# Threads that wait by spinning take the processor from the other models and the screen: with two recognisers at once an
# utterance takes 0.70 s instead of 0.95, alone it takes the same. Read when the first engine loads its OpenMP library.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
for _name in [name for name in os.environ if name.startswith(_HOSTILE)]:
    del os.environ[_name]
