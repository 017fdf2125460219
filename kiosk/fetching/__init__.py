"""How models get into models/. Only scripts/download_models.py uses this; the running kiosk never imports it."""
