from datetime import datetime, date, timedelta, timezone, time
d = datetime(2024, 2, 28, 23, 30, tzinfo=timezone.utc)
print(d, d + timedelta(hours=1), d.isoformat(), d.date(), d.year, d.weekday())  # expect: 2024-02-28 23:30:00+00:00 2024-02-29 00:30:00+00:00 2024-02-28T23:30:00+00:00 2024-02-28 2024 2
print(d - datetime(2024, 1, 1, tzinfo=timezone.utc), timedelta(days=1, seconds=3661), timedelta(minutes=90).total_seconds())  # expect: 58 days, 23:30:00 1 day, 1:01:01 5400.0
print(d < d + timedelta(seconds=1), d.timestamp(), datetime.fromtimestamp(0, timezone.utc))  # expect: True 1709163000.0 1970-01-01 00:00:00+00:00
print(d.strftime("%Y-%m-%d %H:%M:%S"), date(2024, 3, 1) - date(2024, 2, 1), datetime.fromisoformat("2024-05-06T07:08:09+00:00"))  # expect: 2024-02-28 23:30:00 29 days, 0:00:00 2024-05-06 07:08:09+00:00
print(repr(timedelta(days=2)), repr(date(2020, 1, 2)), d.replace(hour=0).time())  # expect: datetime.timedelta(days=2) datetime.date(2020, 1, 2) 00:30:00
datetime(2024, 13, 1)  # expect error (3.14): ValueError: month must be in 1..12, not 13
