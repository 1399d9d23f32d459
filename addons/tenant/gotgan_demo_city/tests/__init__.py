from . import test_agency, test_bank, test_cycle, test_demo_city
