# zoneinfo: UTC. The sandbox has no time zone database: other zones are refused by name.
import datetime as _datetime


class ZoneInfoNotFoundError(KeyError):
    pass


_utc_names = ("UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu",
              "GMT", "Etc/GMT")


class ZoneInfo(_datetime.tzinfo):
    _known = {}

    def __new__(cls, key):
        if key in cls._known:
            return cls._known[key]
        sign = key[7:8]
        fixed = key.startswith("Etc/GMT") and sign in ("+", "-") and key[8:].isdigit()
        if fixed and int(key[8:]) <= (12 if sign == "+" else 14) and str(int(key[8:])) == key[8:]:
            hours = int(key[8:]) * (-1 if sign == "+" else 1)
            short = f"{'+' if hours > 0 else '-'}{abs(hours):02d}"
        elif key in _utc_names:
            hours = 0
            short = "GMT" if "GMT" in key else "UTC"
        else:
            raise ZoneInfoNotFoundError(
                f"No time zone found with key {key} (this sandbox offers UTC and Etc/GMT+5 and the "
                "like)")
        self = super().__new__(cls)
        self.key = key
        self._offset = _datetime.timedelta(hours=hours)
        self._short = short
        cls._known[key] = self
        return self

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return _datetime.timedelta(0)

    def tzname(self, dt):
        return self._short

    def __str__(self):
        return self.key

    def __repr__(self):
        return f"zoneinfo.ZoneInfo(key={self.key!r})"


def available_timezones():
    return set(_utc_names) | {f"Etc/GMT+{n}" for n in range(1, 13)} | {
        f"Etc/GMT-{n}" for n in range(1, 15)}
