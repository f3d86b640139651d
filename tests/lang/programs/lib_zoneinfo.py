# since: 3.14
from zoneinfo import ZoneInfo
from datetime import datetime, timezone, timedelta
u=ZoneInfo("UTC"); print(u, repr(u), datetime(2024,1,1,tzinfo=u), datetime(2024,1,1,tzinfo=u).tzname(), datetime(2024,1,1,tzinfo=u)==datetime(2024,1,1,tzinfo=timezone.utc), ZoneInfo("UTC") is u)  # expect: UTC zoneinfo.ZoneInfo(key='UTC') 2024-01-01 00:00:00+00:00 UTC True True
print(datetime(2024,1,1,tzinfo=timezone.utc).astimezone(ZoneInfo("UTC")).isoformat())  # expect: 2024-01-01T00:00:00+00:00
try: ZoneInfo("Nope/Zone")
except Exception as e: print(type(e).__name__)  # expect: ZoneInfoNotFoundError
