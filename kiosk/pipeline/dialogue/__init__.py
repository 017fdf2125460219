"""What the conversation is made of; `kiosk/pipeline/conversation.py` is its door."""
