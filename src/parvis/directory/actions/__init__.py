"""Writes, actor first."""
