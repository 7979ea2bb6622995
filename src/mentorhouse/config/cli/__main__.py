"""Lets `python -m mentorhouse.config.cli` do what the console script does."""

import sys

from mentorhouse.config.cli import main

sys.exit(main())
