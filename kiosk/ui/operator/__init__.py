"""The operator pages behind a PIN: screen, languages, sound, models, licences, about, and the way out.

To embed them: make one `SettingsStore(path)` at the start (path from `--config`, else `kiosk.settings.default_path()`), take
its `settings` for everything, and show its `mistakes` calmly. Make one `OperatorModel` for as long as the kiosk lives, so that
wrong PINs stay counted, and give it to `Operator.qml` whenever the pages are open:

    Operator { operator: ...; onClosed: ... }

`OperatorModel` in model.py says what it tells: `changed`, `restartNeeded`, `usesSound`, `closed`, `leave`. A kiosk whose
`lock.isSet` is false has no PIN yet: open the pages at its first start.
"""
