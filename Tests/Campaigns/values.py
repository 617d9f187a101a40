"""Extreme values in every field of every method, in calls that are likely otherwise; what is accepted is recorded.

Promises: each call is answered, with a result or an error that says why; the daemon neither dies nor grows beyond
MEMORY; afterwards everybody's questions are answered as quickly as before, over a restart too; the log verifies."""

import time

from calls import Calls
from kit import Client, Daemon, Gone, require, verify

# MiB of resident memory at most, and seconds for an answer while nothing else is asked.
MEMORY, PATIENCE = 256, 10
NUMBERS = [0, -1, 1, 255, 65536, 2**31, 2**53 + 1, 2**63 - 1, -(2**63), 2**63, 10**30, 1e308, -0.0, 1.5, 10**10]
TEXTS = [
    "", " ", "\0", "\x1b[2J", "\u202eabc", "\ud800", "a" * 70_000, "a" * 1_000_000, "../../etc/passwd", "/dev/zero",
    "9999-12-31", "0001-01-01", "0000-00-00", "10000-01-01", "31 February 2009", "2009-01-01T25:00", "365 times a year",
    "every 1 days", "1000000000 times a year", "-5", "%s%n", "=1+1", "\"", "{}", "é" * 40_000, "\U0010ffff"]
# Long work that others wait for, or what would end the campaign's own rights.
LEFT_OUT = {"Projections.Rebuild", "Ledger.Restore", "Ledger.RotateKey"}


def run(campaign):
    daemon = Daemon(campaign.folder)
    daemon.begin()
    calls = Calls(campaign.random)
    succeeded = set()
    tried = [method for method in calls.methods if method["name"] not in LEFT_OUT]
    try:
        while campaign.goes_on():
            for method in campaign.random.sample(tried, len(tried)):
                if not campaign.goes_on():
                    break
                if ask(campaign, daemon, calls, method):
                    succeeded.add(method["name"])
                campaign.count("calls")
            settled(daemon)
        campaign.count("methods", len(tried))
        campaign.count("of them answered with a result", len(succeeded))
        daemon.stop()
        require(daemon.start(), "minuted does not start on what it has recorded:\n" + daemon.said())
        settled(daemon)
        daemon.stop()
        verify(daemon.state)
    finally:
        daemon.end()


def ask(campaign, daemon, calls, method):
    parameters = calls.parameters(method)
    if parameters and campaign.random.random() < 0.6:
        spoil(campaign.random, parameters)
    said = f"{method['name']} {str(parameters)[:300]}"
    try:
        with Client(daemon.socket, timeout=60) as client:
            answer = calls.ask(client, method, parameters)
    except Gone as error:
        # A frame that is too large ends its own connection; the daemon has to be there still.
        require(daemon.runs(), f"{said} ends the daemon:\n{daemon.said()}")
        campaign.count(f"connections ended ({error})")
        return False
    require("error" in answer or "parameters" in answer, f"{said} is answered with {answer}")
    return "error" not in answer


def spoil(random, value):
    """Puts an extreme value in the place of one field, at any depth."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    key = random.choice(keys)
    inner = value[key]
    if isinstance(inner, (dict, list)) and inner and random.random() < 0.7:
        return spoil(random, inner)
    if random.random() < 0.1:
        value[key] = random.choice([None, [], {}, True, [[]] * 1000, {"a": {"b": 1}}, [{}] * 5000])
    elif isinstance(inner, (int, float)) and not isinstance(inner, bool):
        value[key] = random.choice(NUMBERS)
    else:
        value[key] = random.choice(TEXTS)
    return None


def settled(daemon):
    """Everybody's questions are answered in time, and the daemon is no larger than it may be."""
    require(daemon.runs(), "the daemon is gone:\n" + daemon.said())
    for question in ["Service.Status", "Queries.Digest", "Queries.Duties", "Queries.Bodies", "Queries.Findings"]:
        began = time.monotonic()
        with Client(daemon.socket, timeout=120) as client:
            answer = client.call(question)
        taken = time.monotonic() - began
        require("error" not in answer or "MethodNotFound" in answer["error"], f"{question}: {answer}")
        require(taken < PATIENCE, f"{question} takes {taken:.1f} s")
    with open(f"/proc/{daemon.process.pid}/status", encoding="utf-8") as status:
        resident = next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) // 1024
    require(resident < MEMORY, f"the daemon has {resident} MiB")
