"""One sound stream in a process of its own, so that whatever PortAudio does, the kiosk can end it and begin afresh.

PortAudio knows only the devices of its own start, may hang while it starts a stream (its issue 535), may spin for ever
when a device is pulled out (1037, in 19.7 and before), turns a whole core while a PulseAudio source stands still, and a
crash in it or in a driver takes its process along. None of this can be mended from inside. A process that holds one
stream, and nothing else, can be killed at any moment and costs 0.2 s to replace.

    kiosk                                     python -m kiosk.audio.streams
    Microphone, Loudspeaker
      Keeper       starts, watches, replaces
        Line  --  Order, Chunk, Cut, Gain ->  Capture or Playback  ->  PortAudio
              <-  Opened, Sound, Progress, Failed --                   Watch  ->  pactl
"""
