"""The screens: Qt Quick over the live session."""
