from . import test_demo_city
