"""The platform's own tables: they hold no business word and belong to no organisation."""

from __future__ import annotations

from django.db import models


class OutboxMessage(models.Model):
    """An event written with the change it tells of, waiting to be delivered."""

    kind = models.CharField(max_length=120)
    body = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["ready_at", "id"],
                condition=models.Q(done_at=None),
                name="outbox_waiting",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Delivery(models.Model):
    """The receipt of one subscriber for one message."""

    message = models.ForeignKey(OutboxMessage, on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["message", "subscriber"], name="delivered_once"),
        )

    def __str__(self) -> str:
        return f"{self.message_id} {self.subscriber}"


class AuditEntry(models.Model):
    """Who did what, for which organisation. Rows are only ever added."""

    at = models.DateTimeField()
    verb = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    organisation_id = models.BigIntegerField(null=True, db_index=True)
    acting_for_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True, db_index=True)
    account_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=200)
    reason = models.CharField(max_length=200, blank=True)
    request_id = models.CharField(max_length=40, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=["subject", "at"], name="audit_by_subject"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject}"


class ScheduledRun(models.Model):
    """When a schedule runs next."""

    name = models.CharField(max_length=80, primary_key=True)
    next_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
