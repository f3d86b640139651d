# since: 3.14
import calendar
print(calendar.isleap(2024), calendar.monthrange(2024,2), calendar.weekday(2024,1,1), calendar.month_name[3], calendar.day_name[0], calendar.monthcalendar(2024,2), calendar.timegm((2024,1,1,0,0,0)), calendar.leapdays(2000,2025), calendar.day_abbr[6], list(calendar.month_abbr)[:3])  # expect: True (calendar.THURSDAY, 29) 0 March Monday [[0, 0, 0, 1, 2, 3, 4], [5, 6, 7, 8, 9, 10, 11], [12, 13, 14, 15, 16, 17, 18], [19, 20, 21, 22, 23, 24, 25], [26, 27, 28, 29, 0, 0, 0]] 1704067200 7 Sun ['', 'Jan', 'Feb']
try: calendar.monthrange(2024,13)
except ValueError as e: print(e)  # expect: bad month number 13; must be 1-12
