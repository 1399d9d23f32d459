from . import test_attack, test_calendar, test_published, test_screens
