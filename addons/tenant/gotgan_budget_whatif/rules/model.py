"""The what-if as a constraint model, in 천원. Builds; ``solving`` runs it."""

from fractions import Fraction

from .hints import SHARES, alike, by_group, largest_first
from .problem import (
    OWN,
    THOUSAND,
    groups_of,
    moving_projects,
    pool_of,
    source_of,
    targets_of,
    weights_of,
)

# Weighs what may not be given up, unless asked for, against how nicely it is done.
HEAVY = 1_000_000
# Weighs a share that is rounded: more than the largest of all aims.
EXACT = 2 * HEAVY * SHARES


class Model:
    """Variables and constraints of one question; ``relaxed`` is a constraint with slack."""

    def __init__(self, cp, problem, bounds, relaxed=""):
        self.cp, self.problem, self.bounds, self.relaxed = cp, problem, bounds, relaxed
        self.cells = [cell for cell in problem.cells if cell.key in bounds]
        self.moving = moving_projects(problem)
        self.smallest = -(-problem.policy.smallest // THOUSAND)
        self.changes, self.touched, self.terms, self.slacks = {}, {}, [], []

    def build(self, strategy):
        for cell in self.cells:
            self.changes[cell.key] = self.cp.NewIntVar(*self.bounds[cell.key], f"c{cell.key}")
        self._balance()
        self._keep_matching()
        self._keep_reserve()
        self._keep_smallest(strategy)
        getattr(self, f"_aim_{strategy}")()
        self._weigh_departments()
        self._pay_for_breaches()
        total = sum(weight * term for weight, term in self.terms)
        self.cp.Minimize(total)

    # ---- constraints -----------------------------------------------------

    def _balance(self):
        """Each pool changes by what its revenue changes (지방재정법 7, 35)."""
        rows, targets = {}, targets_of(self.problem)
        for cell in self.cells:
            pool = pool_of(cell)
            key = next((one for one in ((pool, cell.project), (pool, 0)) if one in targets), None)
            if key or self.relaxed == "ring_fence":
                rows.setdefault(self._row_of(key, cell), []).append(self.changes[cell.key])
        wanted = {}
        for key, won in targets.items():
            row = self._row_of(key)
            wanted[row] = wanted.get(row, 0) + won // THOUSAND
        for key in sorted(set(rows) | set(wanted)):
            missing = self._slack(f"m{key}") if self.relaxed == "balance" else 0
            self.cp.Add(sum(rows.get(key, [])) + missing == wanted.get(key, 0))

    def _row_of(self, key, cell=None):
        """Return which sum a target or cell counts in: a fund's, once its fences are given up."""
        if self.relaxed == "ring_fence":
            return ((key[0][0] if key else cell.fund, OWN), 0)
        return key

    def _keep_matching(self):
        """Shares of a project are kept, to 1 천원; see ``checking.matching_gap``."""
        for key, cells in sorted(groups_of(self.problem).items()):
            movable = [cell for cell in cells if cell.key in self.changes]
            if not movable:
                continue
            follows = key in self.moving
            weights = weights_of(self.problem, cells)
            total = sum(weights.values())
            everything = sum(self.changes[cell.key] for cell in movable)
            for source, share in self._shares_of(cells):
                rate = Fraction(weights[source], total)
                self._keep_share(share, rate, everything, follows)

    def _shares_of(self, cells):
        """Return the cells by source; a source nothing of which can move is among them too."""
        shares = {}
        for cell in cells:
            shares.setdefault(source_of(cell), []).append(cell)
        return sorted(shares.items())

    def _keep_share(self, cells, rate, everything, follows):
        part, whole = rate.as_integer_ratio()
        moved = sum(self.changes[cell.key] for cell in cells if cell.key in self.changes)
        strays = moved * whole - everything * part
        room = whole if follows else 0
        if self.relaxed == "matching":
            slack = self._slack(f"r{cells[0].key}")
            self.cp.Add(strays <= room + whole * slack)
            self.cp.Add(strays >= -room - whole * slack)
        elif not isinstance(strays, int):
            self.cp.AddLinearConstraint(strays, -room, room)
            if follows:
                self._prefer_exact(strays, room, cells[0].key)

    def _prefer_exact(self, strays, room, key):
        """Of the roundings that are allowed, none where it can be, and else the nearest.

        A share is a condition of the grant: it weighs more than how nicely the rest is done.
        """
        distance = self.cp.NewIntVar(0, room, f"x{key}")
        rounded = self.cp.NewBoolVar(f"y{key}")
        self.cp.Add(distance >= strays)
        self.cp.Add(distance >= -strays)
        self.cp.Add(distance <= room * rounded)
        self.terms += [(1, distance), (EXACT, rounded)]

    def _keep_reserve(self):
        """The reserve's share of its fund stays below its ceiling (지방재정법 43①)."""
        for fund, (part, whole) in sorted(self.problem.policy.ceilings.items()):
            cells = [cell for cell in self.problem.cells if cell.fund == fund]
            rise = sum(
                self.changes[cell.key] * ((whole if cell.reserve else 0) - part)
                for cell in cells if cell.key in self.changes
            )
            excess = sum(
                cell.before * ((whole if cell.reserve else 0) - part) for cell in cells
            )
            if not isinstance(rise, int):
                slack = self._slack(f"e{fund}") if self.relaxed == "reserve" else 0
                self.cp.Add(rise <= max(0, -excess // THOUSAND) + whole * slack)

    def _keep_smallest(self, strategy):
        """A line is cut by the smallest amount at least, or not at all; matching goes first."""
        smallest = self.smallest
        for cell in self.cells:
            free = cell.reserve or (cell.fund, cell.project) in self.moving
            strict = smallest > 1 and not free and self.relaxed != "smallest"
            if not strict and strategy not in ("fewest", "departments"):
                continue
            lowest, highest = self.bounds[cell.key]
            touched = self.cp.NewBoolVar(f"t{cell.key}")
            change = self.changes[cell.key]
            self.cp.Add(change >= lowest * touched)
            if highest:
                self.cp.Add(change <= highest * touched)
            if strict:
                self.cp.Add(change <= -smallest * touched)
            self.touched[cell.key] = touched

    # ---- aims ------------------------------------------------------------

    def _aim_fewest(self):
        """As few lines as possible."""
        self.terms.append((HEAVY, sum(self.touched.values())))
        self._hint(lambda rooms, won: (largest_first(rooms, won, self.smallest), None))

    def _aim_proportional(self):
        """The same share of what each line can give: the largest share is as small as can be."""
        largest = self.cp.NewIntVar(0, SHARES, "share")
        rooms = {cell.key: -self.bounds[cell.key][0] for cell in self.cells}
        for key, room in rooms.items():
            if room:
                self.cp.Add(-self.changes[key] * SHARES <= largest * room)
        # What follows from the sum of these, and what the solver would find out step by step.
        self.cp.Add(sum(-one * SHARES for one in self.changes.values()) <= largest * sum(
            rooms.values()
        ))
        self.terms.append((HEAVY, largest))
        self._hint(lambda rooms, won: alike(rooms, won, self.smallest), largest)

    def _aim_unspent(self):
        """From the lines of which the smallest part is spent."""
        for cell in self.cells:
            rate = 1 + 1000 * min(cell.spent, cell.before) // max(cell.before, 1)
            self.terms.append((-rate, self.changes[cell.key]))

    def _aim_departments(self):
        """Departments alike, then few lines."""
        worst = self._worst_department()
        self.terms.append((HEAVY, worst))
        self.terms.append((1, sum(self.touched.values())))
        groups = {cell.key: cell.department for cell in self.cells}
        self._hint(lambda rooms, won: by_group(rooms, groups, won, self.smallest), worst)

    def _weigh_departments(self):
        if self.problem.policy.fairness:
            weight = self.problem.policy.fairness * HEAVY // 100
            self.terms.append((weight, self._worst_department()))

    def _worst_department(self):
        """Return the largest share, in 1/10,000, that any department loses of what it can give."""
        worst = self.cp.NewIntVar(0, SHARES, f"d{len(self.terms)}")
        rooms, cuts = {}, {}
        for cell in self.cells:
            if (cell.fund, cell.project) not in self.moving and not cell.reserve:
                room = -self.bounds[cell.key][0]
                rooms[cell.department] = rooms.get(cell.department, 0) + room
                cuts.setdefault(cell.department, []).append(-self.changes[cell.key])
        for department, room in sorted(rooms.items()):
            self.cp.Add(sum(cuts[department]) * SHARES <= worst * room)
        everything = sum(one for some in cuts.values() for one in some)
        self.cp.Add(everything * SHARES <= worst * sum(rooms.values()))
        return worst

    # ---- inside ----------------------------------------------------------

    def _slack(self, name):
        """Return what a constraint is broken by, in 천원; breaking it is what costs most."""
        limit = sum(cell.before for cell in self.problem.cells) // THOUSAND + sum(
            abs(shock.amount) for shock in self.problem.shocks
        ) // THOUSAND + 1
        if self.relaxed == "balance":
            signed = self.cp.NewIntVar(-limit, limit, name)
            size = self.cp.NewIntVar(0, limit, f"{name}a")
            self.cp.AddAbsEquality(size, signed)
            self.slacks.append(size)
            return signed
        slack = self.cp.NewIntVar(0, limit, name)
        self.slacks.append(slack)
        return slack

    def _pay_for_breaches(self):
        """Break what is given up by as little as possible, and only then aim for anything else."""
        breaches = list(self.slacks)
        for cell in self.cells:
            breach = self._breach_of(cell)
            if breach is not None:
                breaches.append(breach)
        if self.relaxed:
            self.terms = [(1, sum(self.touched.values())), *((HEAVY, one) for one in breaches)]

    def _breach_of(self, cell):
        """Return how far a cell goes beyond what the constraint that is given up would allow."""
        change = self.changes[cell.key]
        outside = self.relaxed == "scope" and not cell.open
        fenced = self.relaxed == "ring_fence" and not cell.own
        if (outside or fenced) and (cell.fund, cell.project) not in self.moving:
            return -change
        if self.relaxed == "duty" and cell.duty:
            kept = (cell.before - max(cell.spent, min(cell.duty, cell.before))) // THOUSAND
            over = self.cp.NewIntVar(0, max(0, -self.bounds[cell.key][0]), f"o{cell.key}")
            self.cp.Add(over >= -change - max(0, kept))
            return over
        return None

    def _hint(self, begin, worst=None):
        """Begin where a person would, where only own money falls short.

        :param begin: ``(rooms, 천원) → (cuts, share)``
        :param worst: the variable of the largest share
        """
        shortfalls = {
            key[0]: -won // THOUSAND for key, won in targets_of(self.problem).items() if won
        }
        if self.moving or self.relaxed or min(shortfalls.values(), default=0) < 0:
            return
        shares = []
        for pool, won in shortfalls.items():
            rooms = {
                cell.key: -self.bounds[cell.key][0] for cell in self.cells if pool_of(cell) == pool
            }
            cuts, share = begin(rooms, won)
            shares.append(share)
            for key in rooms:
                self.cp.AddHint(self.changes[key], -cuts.get(key, 0))
                if key in self.touched:
                    self.cp.AddHint(self.touched[key], key in cuts)
        if worst is not None:
            self.cp.AddHint(worst, max(shares))
