"""Reads, actor first."""
