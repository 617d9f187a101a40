"""One daemon under all badly behaved clients at once, while an honest client asks and records.

Promises: the daemon lives and stays below MEMORY; the honest client is answered each time, and reads what it recorded;
a stop is clean although everybody is still there; log and projections verify. With --figures also: the honest client's
99th percentile is QUERY ms for a question and COMMAND ms for a command, and the stop takes STOP seconds at most.
Needs root, for the honest and the hostile are different users, as they would be."""

import json
import os
import pwd
import signal
import threading
import time

from hostility import BEHAVIOURS
from kit import Client, Daemon, Gone, LeftOut, Silence, require, verify

# MiB, milliseconds, milliseconds, seconds.
MEMORY, QUERY, COMMAND, STOP = 128, 50, 100, 5
QUESTIONS = [
    ("Queries.People", {}), ("Queries.Meetings", {"limit": 20}), ("Queries.Decisions", {"limit": 20}),
    ("Queries.Attendance", {"body": "malap"}), ("Queries.NonAttendance", {}), ("Queries.Groups", {}),
    ("Queries.History", {"record": "body/malap"}), ("Ledger.List", {"limit": 20}), ("Service.Status", {})]
SIZES = [30_000_000, 1_000_000]
# What the honest client records: complete, so that no list of what is missing grows with the time that this runs.
DECISION = {
    "meeting": "council-2007-09-12", "record": "A decision.", "reasons": "Given.", "alternatives": "None",
    "conflicts": "None", "dispensations": "None", "signature": {"by": "Proper Officer", "on": "2007-09-13"},
    "resolutions": [{"number": 1, "kind": "resolved", "text": "That it be so."}]}


def run(campaign):
    if os.geteuid() != 0:
        raise LeftOut("calling as other users needs root")
    accounts = [account for account in pwd.getpwall() if account.pw_uid != 0][:2]
    if len(accounts) < 2:
        raise LeftOut("there are fewer than two users besides root")
    daemon = configured(campaign, accounts)
    hostile, measured = [], Measured(daemon)
    try:
        prepare(campaign, daemon)
        hostile = [begin(campaign, daemon, name, accounts[number % 2]) for number, name in enumerate(BEHAVIOURS)]
        watchers = [threading.Thread(target=measured.guarded, args=(work, campaign))
                    for work in (measured.ask, measured.record, measured.watch)]
        for watcher in watchers:
            watcher.start()
        for watcher in watchers:
            watcher.join()
        require(not measured.failures, "; ".join(measured.failures[:5]) + "\n" + daemon.said())
        measured.stop()
    finally:
        for process in hostile:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        daemon.end()
    measured.report(campaign)
    verify(daemon.state)
    require(daemon.start(), "minuted does not start again:\n" + daemon.said())
    daemon.minutectl("projection", "verify")
    daemon.stop()


def configured(campaign, accounts):
    """A daemon that lets both hostile users record, and one of them administer."""
    configuration = os.path.join(campaign.folder, "minuted.yaml")
    with open(configuration, "w", encoding="utf-8") as file:
        file.write("loglevel: warning\nroles:\n")
        for role, users in [("clerk", accounts), ("auditor", accounts), ("administrator", accounts[1:])]:
            file.write(f"  {role}:\n    users: [{', '.join(user.pw_name for user in users)}]\n")
    return Daemon(campaign.folder, options=["--config", configuration])


def prepare(campaign, daemon):
    daemon.begin()
    for number, size in enumerate(SIZES):
        path = os.path.join(campaign.folder, f"file-{number}.pdf")
        with open(path, "wb") as file:
            file.write(os.urandom(size))
        daemon.minutectl("attachment", "add", "decision/corporate-parenting", path)
    os.chmod(campaign.folder, 0o755)
    os.chmod(daemon.socket, 0o666)


def begin(campaign, daemon, name, account):
    """A process of that user that behaves so until it is killed, and says what went wrong in a file."""
    seed = campaign.random.random()
    child = os.fork()
    if child:
        return child
    try:
        # Whoever is hostile from elsewhere does not take this machine's processors.
        os.setpriority(os.PRIO_PROCESS, 0, 19)
        os.setgroups([])
        os.setgid(account.pw_gid)
        os.setuid(account.pw_uid)
        BEHAVIOURS[name](daemon.socket, seed)
    except BaseException as error:
        os.write(2, f"{name} ends: {error!r}\n".encode())
    finally:
        os._exit(0)


class Measured:
    """What the honest client sees."""

    def __init__(self, daemon):
        self.daemon = daemon
        self.queries, self.commands, self.failures = [], [], []
        self.resident, self.stopping, self.told = 0, None, 0

    def guarded(self, work, campaign):
        try:
            while campaign.goes_on() and not self.failures:
                work(campaign)
        except (Gone, Silence) as error:
            self.failures.append(f"an honest client: {error}")

    def ask(self, campaign):
        """Holds one connection and asks one question after the other."""
        with Client(self.daemon.socket, timeout=60) as client:
            number = 0
            while campaign.goes_on() and not self.failures:
                method, parameters = QUESTIONS[number % len(QUESTIONS)]
                self.queries.append(self.timed(client, method, parameters)[0])
                number += 1
                time.sleep(0.02)

    def record(self, campaign):
        with Client(self.daemon.socket, timeout=60) as client:
            while campaign.goes_on() and not self.failures:
                self.told += 1
                name = f"Decision {self.told}"
                taken, answer = self.timed(
                    client, "Records.RecordDecision", {**DECISION, "title": name, "commandid": f"h-{self.told}"})
                self.commands.append(taken)
                if "receipt" in answer.get("parameters", {}) and self.told % 20 == 0:
                    seq = answer["parameters"]["receipt"]["last"]
                    entry = client.call("Ledger.Show", {"entry": str(seq)})
                    if name not in json.dumps(entry):
                        self.failures.append(f"entry {seq} is not what was recorded: {str(entry)[:300]}")
                time.sleep(0.05)

    def timed(self, client, method, parameters):
        began = time.monotonic()
        answer = client.call(method, parameters)
        if "error" in answer:
            self.failures.append(f"an honest client's {method} is refused: {answer}")
        return time.monotonic() - began, answer

    def watch(self, campaign):
        if not self.daemon.runs():
            self.failures.append("the daemon is gone")
            return
        with open(f"/proc/{self.daemon.process.pid}/status", encoding="utf-8") as status:
            now = next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024
        self.resident = max(self.resident, now)
        if now > MEMORY:
            self.failures.append(f"the daemon has {now:.0f} MiB, and {MEMORY} is the most it may have")
        time.sleep(0.2)

    def stop(self):
        began = time.monotonic()
        self.daemon.stop()
        self.stopping = time.monotonic() - began

    def report(self, campaign):
        query, command = percentile(self.queries), percentile(self.commands)
        campaign.count("questions", len(self.queries))
        campaign.count(f"ms the 99th percentile of them (median {median(self.queries)}, most {most(self.queries)})", query)
        campaign.count("commands", len(self.commands))
        campaign.count(f"ms their 99th percentile (median {median(self.commands)}, most {most(self.commands)})", command)
        campaign.count("MiB at the most", round(self.resident, 1))
        campaign.count("s for the stop", round(self.stopping, 2))
        if not campaign.figures:
            return
        require(
            query <= QUERY and command <= COMMAND and self.stopping <= STOP,
            f"the bars are {QUERY} ms for questions, {COMMAND} ms for commands and {STOP} s for a stop: "
            + ", ".join(f"{number} {what}" for what, number in campaign.counts.items()))


def percentile(times, share=0.99):
    times = sorted(times)
    return round(1_000 * times[min(len(times) - 1, int(share * len(times)))], 1) if times else 0


def median(times):
    return percentile(times, 0.5)


def most(times):
    return percentile(times, 1)
