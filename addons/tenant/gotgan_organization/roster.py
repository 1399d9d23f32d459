"""Who acts for which department on one day, as plain data.

A document asks for its office each time a button is shown, and a batch asks a hundred times: the
roster of a day is read once per transaction and answers from memory.
"""

from dataclasses import dataclass, field

OPEN_END = 10**9


@dataclass(frozen=True)
class Seat:
    """One office on one day.

    :param served: ids of the departments it serves; empty means all of them
    :param stands_for: id of the office an acting one stands in for
    :param holder: id of the user who holds it that day, or None
    :param home: id of the department it belongs to
    :param staff: number of staff of that place; 0 is unknown
    :param name: how the office is called; ``person`` is its holder's name
    :param away: whether the holder cannot act that day (지방회계법 46: 대리)
    """

    id: int
    kind: str
    rank: str = "principal"
    served: frozenset = frozenset()
    stands_for: int = None
    holder: int = None
    home: int = None
    staff: int = 0
    name: str = ""
    person: str = None
    away: bool = False


@dataclass(frozen=True)
class Separation:
    """Two kinds of office that one person may not hold; ``staff_max`` as in ``Seat.staff``."""

    id: int
    kinds: frozenset
    staff_max: int = 0

    def parts(self, one, other):
        """Return whether the rule keeps the two seats apart.

        A place with very few people is exempt, if both offices belong to that same place.

        >>> rule = Separation(1, frozenset(["commitment_officer", "cashier"]), 3)
        >>> officer = Seat(1, "commitment_officer", home=7, staff=3)
        >>> [rule.parts(officer, Seat(2, "cashier", home=home, staff=3)) for home in (7, 8)]
        [False, True]
        """
        if frozenset((one.kind, other.kind)) != self.kinds:
            return False
        same_place = one.home is not None and one.home == other.home
        small = all(0 < seat.staff <= self.staff_max for seat in (one, other))
        return not (same_place and small)


@dataclass
class Roster:
    """All active offices of one day in their order, with the separations in force."""

    seats: dict
    separations: list
    _acting: dict = field(init=False, default_factory=dict)
    _by_kind: dict = field(init=False, default_factory=dict)
    _by_holder: dict = field(init=False, default_factory=dict)

    def __post_init__(self):
        for seat in self.seats.values():
            if seat.rank == "acting":
                self._acting.setdefault(seat.stands_for, []).append(seat)
            else:
                self._by_kind.setdefault(seat.kind, []).append(seat)
            if seat.holder:
                self._by_holder.setdefault(seat.holder, []).append(seat)

    def find(self, kind, lineage):
        """Return the id of the office a case of a department belongs to, or None.

        The office that names the department (or its nearest superior) comes before one that
        serves all, a deputy before the principal who delegated to it. Where it is vacant, the
        office that acts for it is returned.

        :param lineage: ids of the department and its superiors, nearest first

        >>> offices = [Seat(1, "cashier", holder=5), Seat(2, "cashier", "deputy", frozenset([30]))]
        >>> roster = Roster({seat.id: seat for seat in offices}, [])
        >>> roster.find("cashier", [31, 30]), roster.find("cashier", [40]), roster.find("claim", [])
        (2, 1, None)
        """
        distance = {one: steps for steps, one in enumerate(lineage)}
        ranked = []
        for place, seat in enumerate(self._by_kind.get(kind, [])):
            steps = min((distance[one] for one in seat.served if one in distance), default=OPEN_END)
            if not seat.served or steps < OPEN_END:
                deputy_first = (seat.rank == "deputy") == bool(seat.served)
                ranked.append((steps, not deputy_first, place, seat.id))
        return self.present(min(ranked)[-1]) if ranked else None

    def present(self, seat_id):
        """Return the id of the office that acts in the name of ``seat_id``.

        Itself, if somebody holds it and is there.

        >>> offices = [Seat(1, "cashier"), Seat(2, "cashier", "acting", stands_for=1, holder=6)]
        >>> Roster({seat.id: seat for seat in offices}, []).present(1)
        2
        """
        seat = self.seats.get(seat_id)
        if seat is None or self.holder(seat_id):
            return seat_id
        stand_ins = (one.id for one in self._acting.get(seat_id, []) if self.holder(one.id))
        return next(stand_ins, seat_id)

    def holder(self, seat_id):
        """Return the id of the user who may act in the office, or None.

        Who is away acts in none. Who holds two offices that must be apart may act in neither.

        >>> Roster({1: Seat(1, "cashier", holder=6, away=True)}, []).holder(1) is None
        True
        """
        seat = self.seats.get(seat_id)
        if seat is None or seat.away or self.clashes(seat_id):
            return None
        return seat.holder

    def label(self, seat_id, user_id):
        """Return how the user signs in the office, '' where the user may not act in it.

        >>> seat = Seat(1, "cashier", holder=6, name="출납원(회계과)", person="최출납")
        >>> roster = Roster({1: seat}, [])
        >>> roster.label(1, 6), roster.label(1, 7)
        ('출납원(회계과) 최출납', '')
        """
        holder = self.holder(seat_id)
        if not holder or holder != user_id:
            return ""
        return f"{self.seats[seat_id].name} {self.seats[seat_id].person}"

    def clashes(self, seat_id):
        """Return pairs (rule id, other seat id) that keep the holder of the office from acting.

        >>> offices = [Seat(1, "cashier", holder=6), Seat(2, "disbursing_officer", holder=6)]
        >>> apart = Separation(9, frozenset(["cashier", "disbursing_officer"]))
        >>> roster = Roster({seat.id: seat for seat in offices}, [apart])
        >>> roster.clashes(1), roster.holder(1)
        ([(9, 2)], None)
        """
        seat = self.seats[seat_id]
        return [
            (rule.id, other.id)
            for other in self._by_holder.get(seat.holder, [])
            for rule in self.separations
            if other.id != seat_id and rule.parts(seat, other)
        ]

    def held(self, user_id):
        """Return ids of the offices whose work waits for the user today.

        Besides the own ones these are those the user acts for, vacant or left for a while.
        """
        own = [seat.id for seat in self._by_holder.get(user_id, []) if self.holder(seat.id)]
        vacant = [
            self.seats[one].stands_for for one in own
            if self.seats[one].rank == "acting" and self.present(self.seats[one].stands_for) == one
        ]
        return own + vacant
