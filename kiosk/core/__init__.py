"""What everything else is made of: plain values and the shapes of engines. Standard library and numpy only."""
