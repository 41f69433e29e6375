"""A data folder for this run only, named before Django reads its settings.

pytest loads this as a plugin (`-p tests.environment`), earlier than any conftest: a conftest would
come after pytest-django, and the tests would open the developer's own data.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

os.environ["PARVIS_DATA"] = tempfile.mkdtemp(prefix="parvis-tests-")
atexit.register(shutil.rmtree, os.environ["PARVIS_DATA"], ignore_errors=True)
