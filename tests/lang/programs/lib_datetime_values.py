from datetime import date, datetime, time, timedelta, timezone
a = datetime(2024, 2, 29, 13, 5, 9, 120)
b = datetime(2024, 3, 1, tzinfo=timezone.utc)
print(a, repr(a), b, repr(b), a.isoformat(), a.isoformat(" "), a.isoformat(timespec="minutes"), b.isoformat(), str(date(2024, 1, 2)), repr(time(1, 2)), time(1, 2, 3, 4).isoformat())  # expect: 2024-02-29 13:05:09.000120 datetime.datetime(2024, 2, 29, 13, 5, 9, 120) 2024-03-01 00:00:00+00:00 datetime.datetime(2024, 3, 1, 0, 0, tzinfo=datetime.timezone.utc) 2024-02-29T13:05:09.000120 2024-02-29 13:05:09.000120 2024-02-29T13:05 2024-03-01T00:00:00+00:00 2024-01-02 datetime.time(1, 2) 01:02:03.000004
print(a + timedelta(days=1), a - timedelta(hours=14), a - datetime(2024, 1, 1), b - b, date(2024, 3, 1) - date(2024, 2, 1), date(2024, 1, 31) + timedelta(days=1), timedelta(1) + a)  # expect: 2024-03-01 13:05:09.000120 2024-02-28 23:05:09.000120 59 days, 13:05:09.000120 0:00:00 29 days, 0:00:00 2024-02-01 2024-03-01 13:05:09.000120
print(a.year, a.month, a.day, a.hour, a.minute, a.second, a.microsecond, a.tzinfo, b.tzinfo, b.utcoffset(), b.tzname(), a.utcoffset(), a.date(), a.time(), a.weekday(), a.isoweekday(), tuple(a.isocalendar()), a.toordinal())  # expect: 2024 2 29 13 5 9 120 None UTC 0:00:00 UTC None 2024-02-29 13:05:09.000120 3 4 (2024, 9, 4) 738945
print(a.replace(year=2020, minute=0), b.replace(tzinfo=None), b.timestamp(), datetime.fromtimestamp(0, timezone.utc), datetime.fromtimestamp(1.5, tz=timezone.utc), datetime.combine(date(2020, 1, 2), time(3, 4)), b.astimezone(timezone(timedelta(hours=2))))  # expect: 2020-02-29 13:00:09.000120 2024-03-01 00:00:00 1709251200.0 1970-01-01 00:00:00+00:00 1970-01-01 00:00:01.500000+00:00 2020-01-02 03:04:00 2024-03-01 02:00:00+02:00
print(a.strftime("%Y-%m-%d %H:%M:%S.%f %a %A %b %B %j %p %I %y %% %U %W %V %G %u %w"), b.strftime("%z %Z"), f"{a:%d/%m/%Y}", date(2024, 12, 30).strftime("%G-W%V-%u"), a.ctime())  # expect: 2024-02-29 13:05:09.000120 Thu Thursday Feb February 060 PM 01 24 % 08 09 09 2024 4 4 +0000 UTC 29/02/2024 2025-W01-1 Thu Feb 29 13:05:09 2024
print(datetime.strptime("2024-02-03 04:05:06", "%Y-%m-%d %H:%M:%S"), datetime.strptime("3 Feb 24 11PM", "%d %b %y %I%p"), datetime.strptime("2024-01-01T00:00:00+0200", "%Y-%m-%dT%H:%M:%S%z"))  # expect: 2024-02-03 04:05:06 2024-02-03 23:00:00 2024-01-01 00:00:00+02:00
for text in ["2024-01-02", "2024-01-02T03:04", "2024-01-02 03:04:05", "2024-01-02T03:04:05.678", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05+05:30", "20240102T030405", "2024-01-02T03"]:
    print(text, repr(datetime.fromisoformat(text)))  # expect: 2024-01-02 datetime.datetime(2024, 1, 2, 0, 0)
    # expect: 2024-01-02T03:04 datetime.datetime(2024, 1, 2, 3, 4)
    # expect: 2024-01-02 03:04:05 datetime.datetime(2024, 1, 2, 3, 4, 5)
    # expect: 2024-01-02T03:04:05.678 datetime.datetime(2024, 1, 2, 3, 4, 5, 678000)
    # expect: 2024-01-02T03:04:05Z datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)
    # expect: 2024-01-02T03:04:05+05:30 datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.timezone(datetime.timedelta(seconds=19800)))
    # expect: 20240102T030405 datetime.datetime(2024, 1, 2, 3, 4, 5)
    # expect: 2024-01-02T03 datetime.datetime(2024, 1, 2, 3, 0)
print(date.fromisoformat("2024-05-06"), time.fromisoformat("01:02:03"), time.fromisoformat("01:02+01:00"), date.min, date.max, datetime.max)  # expect: 2024-05-06 01:02:03 01:02:00+01:00 0001-01-01 9999-12-31 9999-12-31 23:59:59.999999
d = timedelta(days=1, hours=2, minutes=3, seconds=4, milliseconds=5, microseconds=6)
print(d, repr(d), d.days, d.seconds, d.microseconds, d.total_seconds(), -d, abs(-d), d * 2, d / 2, d // timedelta(hours=1), d % timedelta(hours=1), d / timedelta(days=1), 2 * d, d * 0.5, timedelta(), repr(timedelta()), bool(timedelta()), timedelta(weeks=1), timedelta(seconds=-1), timedelta(days=0.5), timedelta(hours=25))  # expect: 1 day, 2:03:04.005006 datetime.timedelta(days=1, seconds=7384, microseconds=5006) 1 7384 5006 93784.005006 -2 days, 21:56:55.994994 1 day, 2:03:04.005006 2 days, 4:06:08.010012 13:01:32.002503 26 0:03:04.005006 1.0854630209027778 2 days, 4:06:08.010012 13:01:32.002503 0:00:00 datetime.timedelta(0) False 7 days, 0:00:00 -1 day, 23:59:59 12:00:00 1 day, 1:00:00
print(timedelta(1) > timedelta(hours=23), timedelta(1) == timedelta(hours=24), hash(timedelta(1)) == hash(timedelta(hours=24)), datetime(2020, 1, 1) < datetime(2020, 1, 2), date(2020, 1, 1) == date(2020, 1, 1), datetime(2020, 1, 1, 2, tzinfo=timezone(timedelta(hours=2))) == datetime(2020, 1, 1, tzinfo=timezone.utc), b == a, {date(2020, 1, 1): 1}[date(2020, 1, 1)], sorted([time(2), time(1)]))  # expect: True True True True True True False 1 [datetime.time(1, 0), datetime.time(2, 0)]
print(timezone.utc, repr(timezone.utc), timezone(timedelta(hours=-5)), repr(timezone(timedelta(hours=1), "CET")), timezone(timedelta(hours=1), "CET").tzname(None), timezone(timedelta(0)) == timezone.utc)  # expect: UTC datetime.timezone.utc UTC-05:00 datetime.timezone(datetime.timedelta(seconds=3600), 'CET') CET True
for f in [lambda: datetime(2023, 2, 29), lambda: date(2023, 13, 1), lambda: datetime(2023, 1, 1, 24), lambda: a < b, lambda: a - b, lambda: datetime.fromisoformat("x"), lambda: date.fromisoformat("2024-1-1"), lambda: datetime.strptime("x", "%Y"), lambda: datetime.strptime("2024 x", "%Y"), lambda: a + 1, lambda: date.max + timedelta(1), lambda: timedelta("x"), lambda: timezone(timedelta(hours=24)), lambda: a < date(2020, 1, 1), lambda: datetime(2020), lambda: timedelta(days=10**10), lambda: datetime("x", 1, 1), lambda: b.replace(tzinfo=5)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)  # expect: ValueError
        # expect: ValueError
        # expect: ValueError
        # expect: TypeError
        # expect: TypeError
        # expect: ValueError
        # expect: ValueError
        # expect: ValueError
        # expect: ValueError
        # expect: TypeError
        # expect: OverflowError
        # expect: TypeError
        # expect: ValueError
        # expect: TypeError
        # expect: TypeError
        # expect: OverflowError
        # expect: TypeError
        # expect: TypeError
