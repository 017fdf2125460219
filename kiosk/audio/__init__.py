"""Sound in and out of the program: files and devices. What is inside is always mono float32."""
