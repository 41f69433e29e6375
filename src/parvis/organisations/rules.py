"""Who may, who sees, in organisations."""

from __future__ import annotations
