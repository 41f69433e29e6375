"""Views: parse, call one query or one action, print."""
