"""The demonstration: the real territory, invented people, a life that looks like theirs."""
