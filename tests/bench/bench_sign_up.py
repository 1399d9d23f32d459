"""From the click on "start" to the signed-in page, in a real browser against the whole product.

Three ways, the same end: with a database standing by, without one, and, in the same run, what the
bare parts cost: cloning a database and loading it, and installing the same modules from nothing.
The clock runs from the click until the first steps of the new tenant are on the screen.
"""

import contextlib
import statistics
import sys
import time

import ground
from gotgan_cli import addons, database, odoo, templates
from harness.product import Product

ABOUT = "From the click on start to the signed-in page."
FIRST_STEPS = ".o_first_steps_page"


def _journey():
    """The journey's own way through the forms, so that the measurement clicks what people click."""
    sys.path.insert(0, ground.os.environ["GOTGAN_ROOT"] + "/tests/journeys")
    import test_sign_up

    return test_sign_up


@contextlib.contextmanager
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


def code_of(product):
    """The newest code that was sent to an address."""
    import re

    def read(address):
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            for text in reversed(product.mails(address)):
                if code := re.search(r"(?<!\d)\d{6}(?!\d)", text):
                    return code[0]
            time.sleep(0.1)
        raise RuntimeError(f"no code came to {address}")

    return read


def wait_for_pool(product, number):
    """Until ``number`` databases are ready, and no job of the provisioner is left."""
    while True:
        ready = product.query("SELECT count(*) FROM hub_standby WHERE state = 'ready'")[0][0]
        busy = product.query("SELECT count(*) FROM hub_job WHERE state IN ('waiting', 'running')")
        if ready >= number and not busy[0][0]:
            return
        time.sleep(0.3)


def sign_up(product, browser, name):
    """Return the seconds from the click to the first steps, and until the tenant was active."""
    context = browser.new_context(locale="ko-KR", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    page = context.new_page()
    product.query("DELETE FROM hub_rate_limit")
    _journey().fill(page, product.site, name, code_of(product))
    begun = time.perf_counter()
    page.click("#start")
    page.wait_for_selector(FIRST_STEPS)
    spent = time.perf_counter() - begun
    context.close()
    seconds = product.query(
        "SELECT seconds FROM hub_job j JOIN hub_tenant t ON t.id = j.tenant_id "
        f"WHERE t.name = '{name}' AND j.kind = 'provision'"
    )[0][0]
    return spent, float(seconds)


def run(product, browser, label, rounds, standby):
    spent = []
    for number in range(rounds + 1):
        wait_for_pool(product, standby)
        spent.append(sign_up(product, browser, f"{label}-{number:02d}"))
    return spent[1:]  # the first one warms the server up


def bare(rounds):
    """Return the median seconds of cloning a tenant's template and loading the clone."""
    source, spent = templates.for_kind("agency"), []
    for number in range(rounds):
        begun = time.perf_counter()
        with ground.database(source, suffix=f"_{number}") as name:
            ground.load(name)
            spent.append(time.perf_counter() - begun)
    return statistics.median(spent)


def install():
    """Return the seconds of installing a tenant's modules in an empty database."""
    dbname = "gotgan__bench_install"
    names = sorted({*addons.from_odoo(), *addons.for_tenants()})
    database.drop(dbname)
    begun = time.perf_counter()
    database.create(dbname)
    odoo.server_once(
        "Installing the modules of a tenant", dbname, "-i", ",".join(names),
        "--load-language=ko_KR", "--without-demo=all",
    )
    spent = time.perf_counter() - begun
    database.drop(dbname)
    return spent


def measure(rounds):
    with chromium() as browser:
        with Product(standby=2) as product:
            pool = run(product, browser, "pool", rounds, 2)
        with Product(standby=0) as product:
            fresh = run(product, browser, "fresh", rounds, 0)
    cloned = bare(3)
    installed = install()
    with_pool, without = (statistics.median(one for one, _job in way) for way in (pool, fresh))
    return {
        "rounds": rounds,
        "with_pool_seconds": round(with_pool, 2),
        "with_pool_worst": round(max(one for one, _job in pool), 2),
        "with_pool_job": round(statistics.median(job for _one, job in pool), 2),
        "without_pool_seconds": round(without, 2),
        "without_pool_worst": round(max(one for one, _job in fresh), 2),
        "without_pool_job": round(statistics.median(job for _one, job in fresh), 2),
        "clone_and_load_seconds": round(cloned, 2),
        "install_seconds": round(installed, 1),
        "ratio_install_to_pool": round(installed / with_pool, 1),
    }


def as_text(result):
    return (
        "From the click on start to the signed-in page (aims: ≤ 2 s with the pool, ≤ 4 s without;"
        " median of {rounds})\n"
        "  with a database standing by   {with_pool_seconds:>6.2f} s"
        "   worst {with_pool_worst:.2f}, the job itself {with_pool_job:.2f}\n"
        "  without                       {without_pool_seconds:>6.2f} s"
        "   worst {without_pool_worst:.2f}, the job itself {without_pool_job:.2f}\n"
        "  bare clone and load           {clone_and_load_seconds:>6.2f} s\n"
        "  installing the same modules   {install_seconds:>6.1f} s"
        "   {ratio_install_to_pool} times the pool"
    ).format(**result)


def main(argv):
    chosen = ground.options(argv, ABOUT, rounds=20)
    result = measure(chosen.rounds)
    return ground.report(result, as_text(result), chosen.json)
