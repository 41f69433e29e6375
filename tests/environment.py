"""A data folder for this run only, named before Django reads its settings.

pytest loads this as a plugin (`-p tests.environment`), earlier than any conftest: a conftest would
come after pytest-django, and the tests would open the developer's own data.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_data = Path(tempfile.mkdtemp(prefix="parvis-tests-"))
(_data / "static").mkdir()  # Whitenoise warns about a missing folder, and warnings fail tests
os.environ["PARVIS_DATA"] = str(_data)
atexit.register(shutil.rmtree, _data, ignore_errors=True)
# `PARVIS_GOLDEN=write pytest tests/architecture`: see its golden.py
if "PARVIS_GOLDEN" in os.environ:
    os.environ["GOLDEN"] = os.environ.pop("PARVIS_GOLDEN")
