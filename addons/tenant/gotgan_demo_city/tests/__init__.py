from . import test_agency, test_demo_city
