"""``python scripts/bank_simulator --port 8475``: see README.md beside this file."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bank_simulator.serve import main

sys.exit(main())
