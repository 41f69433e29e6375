"""What a house holds after an accident; the last line it prints is JSON."""

from __future__ import annotations

import itertools
import json
import os
from collections import Counter

import django


def main() -> None:
    """Events, hours that a room was given twice, undelivered messages, who was told of what."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.entry.settings")
    django.setup()
    from parvis.agenda.models import Event, Occurrence
    from parvis.platform import events
    from parvis.platform.db import everywhere
    from parvis.portal.models import Notification

    with everywhere("looking at a house of the tests"):
        room = Occurrence.objects.filter(timeline__person=None).order_by("timeline", "start")
        hours = list(room.values_list("timeline", "start", "end"))
        twice = [
            (before, after)
            for before, after in itertools.pairwise(hours)
            if before[0] == after[0] and after[1] < before[2]
        ]
        found = {
            "events": [str(uuid) for uuid in Event.objects.values_list("uuid", flat=True)],
            "held": len(hours),
            "twice": twice,
            "pending": events.pending(),
            "told": Counter(Notification.objects.values_list("url", flat=True)),
        }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
