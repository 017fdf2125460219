"""The operator pages behind a PIN: sound, languages, screen, models, licences, about, and the way out.

To embed them: make one `SettingsStore(path)` at the start (path from `--config`, else `kiosk.settings.default_path()`), take
its `settings` for everything, and show its `mistakes` calmly. Make one `OperatorModel` for as long as the kiosk lives, so that
wrong PINs stay counted, and give it to `Operator.qml`:

    Operator { operator: ...; onClosed: ... }

See `OperatorModel` in model.py for what it tells: `changed` (new settings, at once), `restartNeeded`, `leave`.
"""
