"""Who is asking. Every action and query takes an `Actor` first (lock 1 of the architecture)."""

from __future__ import annotations

from dataclasses import dataclass, field

from parvis.platform.errors import Refused


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting for one organisation, at one request.

    Attributes:
        person: id of the person, None for nobody (anonymous or the platform itself).
        account: id of the account the session was opened with.
        organisation: id of the organisation she acts for.
        organisations: ids of every organisation where she holds an affiliation or a mandate in
            force; the widest scope of her reads.
        roles: (organisation id, role) pairs in force, role among "agent", "elected",
            "administrator".
        name: as shown and as written in the audit trail.
        request_id: ties the audit entry to the log line.
        system: reason, when the platform itself acts (job, import); "" otherwise.
    """

    person: int | None = None
    account: int | None = None
    organisation: int | None = None
    organisations: frozenset[int] = field(default_factory=frozenset)
    roles: frozenset[tuple[int, str]] = field(default_factory=frozenset)
    name: str = ""
    request_id: str = ""
    system: str = ""

    @property
    def me(self) -> int:
        """Id of the person who acts.

        Raises:
            Refused: nobody does.
        """
        if self.person is None:
            raise Refused
        return self.person

    def holds(self, role: str, organisation: int | None = None) -> bool:
        """Whether she holds the role in the organisation (by default the one she acts for)."""
        place = self.organisation if organisation is None else organisation
        return place is not None and (place, role) in self.roles


ANONYMOUS = Actor()


def system(reason: str, *, organisations: frozenset[int] = frozenset()) -> Actor:
    """The platform acting by itself, for a stated reason that ends in the audit trail."""
    return Actor(name="Parvis", system=reason, organisations=organisations)
