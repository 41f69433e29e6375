"""What organisations say of themselves to other rooms."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum


class OrganisationKind(StrEnum):
    """The legal form, as far as Parvis cares."""

    COMMUNE = "commune"
    METROPOLE = "metropole"
    SYNDICAT = "syndicat"
    ENTENTE = "entente"


class Role(StrEnum):
    """How a person stands in an organisation."""

    AGENT = "agent"
    ELECTED = "elected"


ADMINISTRATOR = "administrator"


class Level(IntEnum):
    """What an organisation lets another see of its calendars; a higher one includes the lower."""

    NONE = 0
    BUSY = 1
    PLACE = 2
    TITLE = 3


@dataclass(frozen=True, slots=True)
class OrganisationRef:
    """An organisation as lists and avatars show it; `mark` is its two or three letters."""

    id: int
    slug: str
    name: str
    mark: str
    kind: OrganisationKind


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person as lists show her: `post` is what she does in `organisation`."""

    id: int
    uuid: uuid.UUID
    name: str
    post: str
    organisation: OrganisationRef

    @property
    def initials(self) -> str:
        """First letters of the first and last word of the name."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@dataclass(frozen=True, slots=True)
class AffiliationRef:
    """A post or a mandate, with its half-open dates; `ends_on` None means no end is known.

    Attributes:
        title: the post of an agent, the function of an elected person.
        detail: the service of an agent, the delegation of an elected person.
        site_id: where she usually works, if known.
    """

    person_id: int
    organisation_id: int
    role: Role
    title: str
    detail: str
    mail: str
    site_id: int | None
    administrator: bool
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class SiteRef:
    """A place of an organisation; latitude and longitude in degrees (WGS 84), or both None."""

    id: int
    name: str
    address: str
    organisation_id: int
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrganisation:
    """A public body to be added.

    Attributes:
        slug: in addresses and style classes.
        name: as people say it; `legal_name` as acts write it.
        siren: nine digits; None for an entente only.
        mark: two or three letters.
        hue: 0 to 359 degrees; its colours follow.
        insee: code of a commune.
        population: inhabitants, counted in `population_year`.
        agents: how many people it employs.
        managing_id: who runs an entente.
        sirets: (number, from, to) of its establishments; dates half-open.
    """

    slug: str
    name: str
    legal_name: str
    kind: OrganisationKind
    siren: str | None
    mark: str
    hue: int
    insee: str = ""
    population: int | None = None
    population_year: int | None = None
    agents: int = 0
    managing_id: int | None = None
    sirets: tuple[tuple[str, date, date | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPost:
    """A post to be given; `title` and `detail` as in `AffiliationRef`."""

    organisation_id: int
    role: Role
    starts_on: date
    ends_on: date | None = None
    title: str = ""
    detail: str = ""
    mail: str = ""
    site_id: int | None = None
    administrator: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """A person to be added, with her first post."""

    given_name: str
    family_name: str
    post: NewPost


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMandate:
    """A function to be given to an elected person; `rank` orders the deputies, 0 for none."""

    organisation_id: int
    function: str
    starts_on: date
    ends_on: date | None = None
    delegation: str = ""
    rank: int = 0
    mail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a trust says: the level each sees of the others, and whether directories are open."""

    name: str
    level: Level
    directory: bool
    starts_on: date
    ends_on: date | None = None
