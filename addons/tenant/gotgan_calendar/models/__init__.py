from . import calendar, calendar_day, calendar_entry
