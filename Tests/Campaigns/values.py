"""First a good call of every method (story.py), then extreme values in every field of every method, in good calls and in
calls that are likely otherwise; what is accepted is recorded.

Promises: every good call is answered with a result; every other call with a result or an error that says why; the daemon
neither dies nor grows beyond MEMORY; afterwards everybody's questions are answered as quickly as before, over a restart too; the log verifies."""

import os
import time

from calls import LEFT_OUT, Calls
from kit import Client, Daemon, Gone, require, verify
from story import CALLS

# MiB of resident memory at most, and seconds for an answer while nothing else is asked.
MEMORY, PATIENCE = 256, 10
NUMBERS = [0, -1, 1, 255, 65536, 2**31, 2**53 + 1, 2**63 - 1, -(2**63), 2**63, 10**30, 1e308, -0.0, 1.5, 10**10]
TEXTS = [
    "", " ", "\0", "\x1b[2J", "\u202eabc", "\ud800", "a" * 70_000, "a" * 1_000_000, "../../etc/passwd", "/dev/zero",
    "9999-12-31", "0001-01-01", "0000-00-00", "10000-01-01", "31 February 2009", "2009-01-01T25:00", "365 times a year",
    "every 1 days", "1000000000 times a year", "-5", "%s%n", "=1+1", "\"", "{}", "é" * 40_000, "\U0010ffff"]


def run(campaign):
    daemons = [(place(campaign, "told"), Calls(campaign.random, history=None)),
               (place(campaign, "real"), Calls(campaign.random))]
    try:
        tell_story(campaign, *daemons[0])
        daemons[1][0].begin()
        while campaign.goes_on():
            for _ in range(100):
                if campaign.goes_on():
                    daemon, calls = campaign.random.choice(daemons)
                    ask(campaign, daemon, calls, campaign.random.choice(
                        [method for method in calls.methods if method["name"] not in LEFT_OUT]))
                    campaign.count("calls with extreme values")
            for daemon, _ in daemons:
                settled(daemon)
        for daemon, _ in daemons:
            daemon.stop()
            require(daemon.start(), "minuted does not start on what it has recorded:\n" + daemon.said())
            settled(daemon)
            daemon.stop()
            verify(daemon.state)
    finally:
        for daemon, _ in daemons:
            daemon.end()


def tell_story(campaign, daemon, calls):
    """Makes a record by asking every method, each with a good call that has to be answered with a result."""
    require(daemon.start(), "minuted does not start:\n" + daemon.said())
    named = {method["name"]: method for method in calls.methods}
    seen, asked = {}, set()
    with Client(daemon.socket, timeout=60) as client:
        for name, parameters in CALLS:
            # Whoever follows the log, or rotates the key, has a connection of their own.
            one = Client(daemon.socket, timeout=60) if named[name]["waits"] else client
            parameters = parameters(seen) if callable(parameters) else parameters
            answers = tell(one, calls, named[name], parameters)
            require(all("error" not in answer for answer in answers),
                    f"a good call of {name} is refused: {str(parameters)[:300]} {answers[-1]}")
            asked.add(name)
            note(seen, name, answers)
            if one is not client:
                one.close()
    restore(campaign, named["Ledger.Restore"], seen["text"])
    missing = sorted(set(named) - asked - {"Ledger.Restore"})
    require(not missing, f"no good call is known of {', '.join(missing)}: add one to story.py")
    campaign.count("methods answered with a result", len(named))


def tell(client, calls, method, parameters):
    """Asks, and reads all of the answers."""
    answers = [calls.ask(client, method, parameters)]
    while answers[-1].get("continues") and not method["waits"]:
        answers.append(client.receive())
    return answers


def note(seen, name, answers):
    """What later calls need of earlier answers."""
    given = answers[-1].get("parameters", {})
    if "upload" in given:
        seen["upload"] = given["upload"]
    if "receipt" in given:
        seen["last"] = given["receipt"]["last"]
    if name == "Ledger.Export":
        seen["text"] = "".join(answer["parameters"]["text"] for answer in answers)


def restore(campaign, method, text):
    """The record so far in a daemon that has none: what is restored is that very record."""
    daemon = place(campaign, "restored")
    require(daemon.start(), "minuted does not start:\n" + daemon.said())
    try:
        with Client(daemon.socket, timeout=60) as client:
            name = None
            for start in range(0, len(text), 100_000):
                piece = {"text": text[start:start + 100_000], **({"upload": name} if name else {})}
                name = client.call("Ledger.Upload", piece)["parameters"]["upload"]
            answer = client.call(method["name"], {"upload": name})
            require("error" not in answer, f"a good call of {method['name']} is refused: {answer}")
        daemon.stop()
    finally:
        daemon.end()


def place(campaign, name):
    folder = os.path.join(campaign.folder, name)
    os.mkdir(folder)
    return Daemon(folder)


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
