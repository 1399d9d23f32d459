"""Red flags of public contracting, computed on OCDS releases: plain Python, no database.

The indicators are those of the Open Contracting Partnership's guide, with its numbers. A release is
a compiled release as a dict. A result says which process, bidder or buyer shows the flag, and the
figure behind it: ``{"OCID": {id: {code: figure}}, "Tenderer": …, "Buyer": …,
"ProcuringEntity": …}``.
"""

from collections import defaultdict
from datetime import datetime, timedelta

SHORT_NOTICE_DAYS = 15
COMPLETE = ("active",)
SUBMITTED = ("valid", "disqualified")
FINAL_AWARDS = ("active", "cancelled", "unsuccessful")
NO_COMPARISON = ("NPC", "EXC")


def find_flags(
    releases, days=SHORT_NOTICE_DAYS, methods=(), by_detail=None, no_comparison=NO_COMPARISON,
):
    """Return all flags of a set of releases.

    :param int days: notice below which R003 is raised
    :param methods: procurement methods that R003 looks at; none means all
    :param dict by_detail: other days for some ``procurementMethodDetails``
    :param no_comparison: details under which prices are not compared
    """
    standing = [one for one in releases if (one.get("tender") or {}).get("status") != "cancelled"]
    found = _Found()
    for release in standing:
        _short_notice(found, release, days, methods, by_detail or {})
        _single_bid(found, release)
        _late_winner(found, release)
        _all_but_winner_out(found, release)
        if (release.get("tender") or {}).get("procurementMethodDetails") not in no_comparison:
            _same_prices(found, release)
            _lowest_out(found, release)
    compared = [
        one for one in standing
        if (one.get("tender") or {}).get("procurementMethodDetails") not in no_comparison
    ]
    _price_gaps(found, compared)
    _never_wins(found, standing)
    _often_out(found, standing)
    _many_sorts(found, standing)
    return found.plain()


def quantile(values, share):
    """Return the quantile, median-unbiased (Hyndman and Fan's eighth way).

    >>> quantile([1, 2, 3, 4], 0.5), round(quantile([1, 2, 3, 4, 5], 0.25), 4)
    (2.5, 1.6667)
    """
    values = sorted(values)
    place = (len(values) + 1 / 3) * share + 1 / 3
    whole = int(place)
    if whole <= 0:
        return values[0]
    if whole >= len(values):
        return values[-1]
    low, high = values[whole - 1], values[whole]
    return low + (place - whole) * (high - low)


def fences(values):
    """Return Tukey's lower and upper fence.

    >>> fences([1, 1, 1, 1])
    (1.0, 1.0)
    """
    first, third = quantile(values, 0.25), quantile(values, 0.75)
    return first - 1.5 * (third - first), third + 1.5 * (third - first)


class _Found:
    """Gathers results by group, id and code."""

    def __init__(self):
        self.results = defaultdict(lambda: defaultdict(dict))

    def add(self, group, key, code, figure):
        self.results[group][key][code] = float(figure)

    def plain(self):
        return {group: dict(results) for group, results in self.results.items()}


# ---- reading a release ---------------------------------------------------------


def _moment(text):
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00"))
    except (AttributeError, ValueError):
        return None


def _ids(bid):
    return [one["id"] for one in bid.get("tenderers") or () if one.get("id")]


def _bids(release):
    return (release.get("bids") or {}).get("details") or []


def _submitted(release):
    return [one for one in _bids(release) if one.get("status") in SUBMITTED]


def _final_awards(release):
    """Return the awards that were made, or none while one of them is still open."""
    awards = release.get("awards") or []
    if any(one.get("status") not in FINAL_AWARDS for one in awards):
        return []
    return [one for one in awards if one.get("status") in COMPLETE]


def _only_winner(release):
    """Return the one supplier of the one award, or None."""
    awards = _final_awards(release)
    suppliers = awards[0].get("suppliers") or [] if len(awards) == 1 else []
    return suppliers[0].get("id") if len(suppliers) == 1 else None


def _price(bid):
    value = bid.get("value") or {}
    amount, currency = value.get("amount"), value.get("currency")
    return (amount, currency) if amount is not None and currency else None


# ---- one process ---------------------------------------------------------------


def _short_notice(found, release, days, methods, by_detail):
    """R003: offers were possible for a short time only."""
    tender = release.get("tender") or {}
    period = tender.get("tenderPeriod") or {}
    start, end = _moment(period.get("startDate")), _moment(period.get("endDate"))
    if not start or not end or (methods and tender.get("procurementMethod") not in methods):
        return
    if end - start < timedelta(days=by_detail.get(tender.get("procurementMethodDetails"), days)):
        found.add("OCID", release["ocid"], "R003", 1)


def _single_bid(found, release):
    """R018: one bidder in a competition."""
    tender = release.get("tender") or {}
    if tender.get("procurementMethod") in ("open", "selective") and (
        tender.get("numberOfTenderers") == 1
    ):
        found.add("OCID", release["ocid"], "R018", 1)


def _same_prices(found, release):
    """R028: different bidders offered the same price."""
    prices = {}
    for bid in _submitted(release):
        price, ids = _price(bid), frozenset(_ids(bid))
        if not price or not ids:
            continue
        other = prices.get(price)
        if other and other != ids:
            found.add("OCID", release["ocid"], "R028", 1)
            for one in ids | other:
                found.add("Tenderer", one, "R028", 1)
        prices[price] = ids


def _late_winner(found, release):
    """R030: the winning offer came in after the end."""
    end = _moment(((release.get("tender") or {}).get("tenderPeriod") or {}).get("endDate"))
    winner = _only_winner(release)
    if not end or not winner:
        return
    for bid in _bids(release):
        came = _moment(bid.get("date"))
        if bid.get("status") == "valid" and _ids(bid) == [winner] and came and came > end:
            found.add("OCID", release["ocid"], "R030", 1)
            found.add("Tenderer", winner, "R030", 1)


def _all_but_winner_out(found, release):
    """R035: everybody but the winner was disqualified."""
    suppliers = {one.get("id") for award in _final_awards(release)
                 for one in award.get("suppliers") or ()}
    valid = {one for bid in _bids(release) if bid.get("status") == "valid" for one in _ids(bid)}
    out = {one for bid in _bids(release) if bid.get("status") == "disqualified"
           for one in _ids(bid)}
    if len(valid) == 1 and valid == suppliers and out - valid:
        found.add("OCID", release["ocid"], "R035", len(out - valid))
        for one in valid:
            found.add("Tenderer", one, "R035", 0)


def _lowest_out(found, release):
    """R036: the lowest offer was disqualified."""
    if not any(one.get("status") in COMPLETE for one in release.get("awards") or ()):
        return
    bids = [one for one in _bids(release) if one.get("status") in (*SUBMITTED, "pending")]
    if not bids or not all(map(_price, bids)):
        return  # without every price nobody knows which one is the lowest
    lowest = min(bids, key=lambda bid: _price(bid)[0])
    if lowest["status"] == "disqualified":
        found.add("OCID", release["ocid"], "R036", 1)


# ---- many processes --------------------------------------------------------------


def _price_gaps(found, releases):
    """R024 and R058: the second offer lies unusually close to the winning one, or far above."""
    gaps = {}
    for release in releases:
        winner = _only_winner(release)
        prices = [(_price(bid)[0], _ids(bid)) for bid in _bids(release)
                  if bid.get("status") == "valid" and _price(bid) and len(_ids(bid)) == 1]
        won = [amount for amount, ids in prices if ids == [winner]]
        others = [(amount, ids[0]) for amount, ids in prices if ids != [winner]]
        if winner and won and others and min(others)[0] >= min(won):
            amount, second = min(others)
            gaps[release["ocid"]] = ((amount - min(won)) / min(won), winner, second)
    if not gaps:
        return
    low, high = fences([gap for gap, _winner, _second in gaps.values()])
    for ocid, (gap, winner, second) in gaps.items():
        if gap <= low:
            found.add("OCID", ocid, "R024", gap)
            found.add("Tenderer", winner, "R024", 0)
            found.add("Tenderer", second, "R024", 0)
        if gap >= high:
            found.add("OCID", ocid, "R058", gap)
            found.add("Tenderer", winner, "R058", 0)


def _never_wins(found, releases):
    """R025: a bidder takes part often and hardly ever wins."""
    tries, wins = defaultdict(int), defaultdict(int)
    for release in releases:
        winner = _only_winner(release)
        if winner is None:
            continue
        bidders = {_ids(bid)[0] for bid in _bids(release)
                   if bid.get("status") == "valid" and len(_ids(bid)) == 1}
        for one in bidders:
            tries[one] += 1
            wins[one] += one == winner
    if not tries:
        return
    ratios = {one: wins[one] / tries[one] for one in tries}
    often, low = quantile(list(tries.values()), 0.75), fences(list(ratios.values()))[0]
    for one, ratio in ratios.items():
        if tries[one] >= often and ratio < low:
            found.add("Tenderer", one, "R025", ratio)


def _often_out(found, releases, least=2):
    """R038: unusually many offers of a bidder, a buyer or an entity were disqualified."""
    counts = {group: defaultdict(lambda: [0, 0])
              for group in ("Buyer", "ProcuringEntity", "Tenderer")}
    for release in releases:
        entity = (release.get("tender") or {}).get("procuringEntity") or {}
        for bid in _submitted(release):
            out = bid["status"] == "disqualified"
            keys = [("Buyer", (release.get("buyer") or {}).get("id")),
                    ("ProcuringEntity", entity.get("id")),
                    *(("Tenderer", one) for one in _ids(bid))]
            for group, key in keys:
                if key:
                    counts[group][key][0] += out
                    counts[group][key][1] += 1
    for group, rows in counts.items():
        ratios = {key: out / whole for key, (out, whole) in rows.items()
                  if group != "Tenderer" or whole >= least}
        high = fences(list(ratios.values()))[1] if ratios else 0
        for key, ratio in ratios.items():
            if ratio >= high and ratio > 0:
                found.add(group, key, "R038", ratio)


def _many_sorts(found, releases, digits=2):
    """R048: a supplier of unusually many different sorts of things."""
    sorts = defaultdict(set)
    for release in releases:
        for award in release.get("awards") or ():
            suppliers = award.get("suppliers") or []
            if award.get("status") in COMPLETE and len(suppliers) == 1 and award.get("items"):
                sorts[suppliers[0].get("id")] |= {
                    one["classification"]["id"][:digits] for one in award["items"]
                    if (one.get("classification") or {}).get("id")
                }
    if not sorts:
        return
    high = fences([len(one) for one in sorts.values()])[1]
    for supplier, codes in sorts.items():
        if len(codes) > high:
            found.add("Tenderer", supplier, "R048", len(codes))
