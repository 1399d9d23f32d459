"""A city's agencies at work: 320 people in 21 tenants, one action every ten seconds.

Nine actions in ten read (a list of budget lines with their figures, one page of moves, the list of
requests), one posts (a spending request is written and submitted, which reserves money in the
ledger). People wait a random time around ten seconds, so the load is open, not a closed loop. Then
the same with a noisy neighbour: one tenant gets ten times its load, and the others are measured.
"""

import random
import statistics
import threading
import time

import crowd
import ground

ABOUT = "p95 of reads and postings with many live sessions; the noisy neighbour."
PAUSE = 10.0
# The share of actions that may fail: the noisy tenant's people are more than its policy allows.
SPARED = 0.02
LOGINS = ("staff", "commitment", "disbursing", "cashier", "budget", "auditor")
DEPARTMENT = "시민소통관"  # of the demo's staff, who spends its budget only
FIGURES = {"appropriated": {}, "allotted": {}, "requested": {}, "committed": {}, "paid": {}}


class Person(threading.Thread):
    """One live session: signs in, then acts every ``PAUSE`` seconds until told to stop."""

    def __init__(self, product, tenant, login, seed):
        super().__init__(daemon=True)
        self.visitor = crowd.Visitor(product.port, f"{tenant}.localhost")
        self.tenant, self.login, self.random = tenant, login, random.Random(seed)
        self.times, self.errors, self.going = [], [], threading.Event()

    def enter(self):
        self.visitor.sign_in(self.login)

    def run(self):
        self.going.wait(self.random.uniform(0, PAUSE))
        while not self.going.is_set():
            kind = "post" if self.login == "staff" and self.random.random() < 0.4 else "read"
            begun = time.perf_counter()
            try:
                getattr(self, kind)()
            except (RuntimeError, OSError) as error:
                self.errors.append((begun, str(error)))
            else:
                self.times.append((kind, begun, time.perf_counter() - begun))
            self.going.wait(self.random.uniform(0.5, 1.5) * PAUSE)

    def read(self):
        model, fields = self.random.choice((
            ("gotgan.budget.line", {"display_name": {}, "available": {}, **FIGURES}),
            ("gotgan.spending.request", {"number": {}, "name": {}, "amount": {}, "state": {}}),
            ("gotgan.ledger.move", {"kind": {}, "amount": {}, "date": {}}),
        ))
        self.visitor.call(model, "web_search_read", [], fields, limit=80)

    def post(self):
        lines = self.visitor.call(
            "gotgan.budget.line", "web_search_read",
            [("department_id.name", "=", DEPARTMENT)], {"available": {}}, limit=80,
        )["records"]
        chosen = self.random.choice([line for line in lines if line["available"] > 0])
        requests = self.visitor.call("gotgan.spending.request", "web_save", [], {
            "name": "부하 측정", "line_ids": [[0, 0, {
                "name": "용품", "amount": 1, "budget_line_id": chosen["id"],
            }]],
        }, specification={"state": {}})
        self.visitor.call("gotgan.spending.request", "action_submit", [requests[0]["id"]])


def people(product, names, sessions):
    """Spread ``sessions`` people over the tenants, sign them in, and start them."""
    found = [
        Person(product, names[place % len(names)], LOGINS[place // len(names) % len(LOGINS)], place)
        for place in range(sessions)
    ]
    for person in found:
        person.enter()
    for person in found:
        person.start()
    return found


def noisy(product, name, rate, seconds):
    """Ask one tenant ``rate`` times a second, whatever it answers; return how it answered."""
    answers = []
    stop = time.monotonic() + seconds
    visitors = [crowd.Visitor(product.port, f"{name}.localhost") for _place in range(8)]
    visitors[0].sign_in("auditor")
    for visitor in visitors[1:]:  # one person has a limited number of sessions
        visitor.cookies = visitors[0].cookies

    def hammer(visitor):
        while time.monotonic() < stop:
            begun = time.monotonic()
            try:
                visitor.call("gotgan.ledger.move", "web_search_read", [], {"amount": {}}, limit=80)
                answers.append(200)
            except RuntimeError as error:
                answers.append(429 if "429" in str(error) else 0)
            time.sleep(max(0, len(visitors) / rate - (time.monotonic() - begun)))

    threads = [threading.Thread(target=hammer, args=[visitor]) for visitor in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def p95(values):
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else 0.0


def during(found, since, until, kind, without=""):
    return [
        spent for person in found if person.tenant != without
        for one, begun, spent in person.times if one == kind and since <= begun < until
    ]


def measure(tenants, sessions, seconds):
    names = [f"load-{place:02d}" for place in range(1, tenants + 1)]
    template = ground.os.environ["GOTGAN_STAGED_TEMPLATE"]
    with crowd.estate(names, template) as product:
        for name in names:
            ground.let_in(product, name)
        found = people(product, names, sessions)
        time.sleep(PAUSE)
        quiet = time.perf_counter(), time.perf_counter() + seconds
        time.sleep(seconds)
        rate = 10 * sessions / tenants / PAUSE
        loud = time.perf_counter(), time.perf_counter() + seconds
        answers = noisy(product, names[0], rate, seconds)
        for person in found:
            person.going.set()
        memory = crowd.memory(product.processes["server"].pid)
    reads, posts = (during(found, *quiet, kind) for kind in ("read", "post"))
    others = during(found, *quiet, "read", names[0]), during(found, *loud, "read", names[0])
    errors = [error for person in found for error in person.errors]
    return {
        "tenants": tenants, "sessions": sessions, "seconds": seconds,
        "reads": len(reads), "read_p95": round(p95(reads), 3),
        "posts": len(posts), "post_p95": round(p95(posts), 3),
        "errors": len(errors), "first_error": errors[0][1] if errors else "",
        "right": bool(reads and posts) and len(errors) <= SPARED * (len(reads) + len(posts)),
        "noise_per_second": round(len(answers) / seconds, 1),
        "noise_refused": answers.count(429),
        "others_p95_quiet": round(p95(others[0]), 3), "others_p95_noisy": round(p95(others[1]), 3),
        "neighbour_ratio": round(p95(others[1]) / (p95(others[0]) or 1), 2),
        "server_mb": round(memory / 1024**2),
    }


def as_text(result):
    return (
        "{sessions} live sessions in {tenants} tenants for {seconds} s"
        " (aims: reads ≤ 1 s, postings ≤ 2 s, neighbour ≤ 1.5)\n"
        "  reads     {reads:>6}   p95 {read_p95:.3f} s\n"
        "  postings  {posts:>6}   p95 {post_p95:.3f} s\n"
        "  errors    {errors:>6}   {first_error}\n"
        "  noisy neighbour at {noise_per_second}/s ({noise_refused} refused): p95 of the others"
        " {others_p95_quiet:.3f} s → {others_p95_noisy:.3f} s, ratio {neighbour_ratio}\n"
        "  the server {server_mb} MB"
    ).format(**result)


def main(argv):
    chosen = ground.options(argv, ABOUT, tenants=21, sessions=320, seconds=60)
    result = measure(chosen.tenants, chosen.sessions, chosen.seconds)
    ground.report(result, as_text(result), chosen.json)
    return 0 if result["right"] else 1
