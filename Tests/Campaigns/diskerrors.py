"""Has system calls of the daemon fail, now and then or from some call on, as a failing or a full disk does.

Promises: nothing that fails is acknowledged; what was acknowledged is there at the next start, once and at its place;
the daemon ends by itself or goes on, but is never killed by a signal of its own. Needs strace."""

import os
import shutil
import signal
import subprocess

from kit import Broken, Client, Daemon, Gone, LeftOut, Truth, require, verify

CALLS = ["fdatasync", "fsync", "pwrite64", "write", "openat", "ftruncate", "rename", "unlink", "pread64", "close"]
ERRORS = ["EIO", "ENOSPC", "EMFILE", "ENOMEM", "EDQUOT"]


def run(campaign):
    strace = shutil.which("strace")
    if not strace:
        raise LeftOut("there is no strace")
    probe = subprocess.run([strace, "-qq", "-o", "/dev/null", "true"], check=False, stderr=subprocess.DEVNULL)
    if probe.returncode != 0:
        raise LeftOut("strace may not trace here")
    daemon = Daemon(campaign.folder)
    daemon.begin()
    daemon.stop()
    truth = Truth()
    try:
        while campaign.goes_on():
            call = campaign.random.choice(CALLS)
            first = campaign.random.randint(1, 120)
            repeat = campaign.random.choice(["", "+", f"+{campaign.random.randint(2, 30)}"])
            error = campaign.random.choice(ERRORS)
            what = f"{call} fails with {error} at {first}{repeat}"
            fail_while_recording(campaign, daemon, truth, strace, call, f"error={error}:when={first}{repeat}", what)
            require(daemon.start(), f"minuted does not start after {what}:\n{daemon.said()}")
            with Client(daemon.socket) as client:
                truth.check(client)
            daemon.stop()
            campaign.count("runs with errors")
        verify(daemon.state)
        campaign.count("acknowledged commands", len(truth.told))
    finally:
        daemon.end()


def fail_while_recording(campaign, daemon, truth, strace, call, injection, what):
    wrapper = [strace, "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{injection}"]
    try:
        if daemon.start(wrapper):
            with Client(daemon.socket, timeout=20) as client:
                for _ in range(40):
                    if "error" in truth.record(client):
                        campaign.count("refusals")
    except Gone:
        campaign.count("daemons that ended by themselves")
    except Broken:
        # Where accepting or answering itself fails there is no answer; what counts is what comes after.
        campaign.count("clients without an answer")
    # strace goes on with whatever it traces, so both are ended.
    for child in children(daemon.process.pid):
        os.kill(child, signal.SIGKILL)
        campaign.count("daemons killed in the end")
    status = daemon.process.wait()
    fatal = [-number for number in (signal.SIGILL, signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGTRAP)]
    require(status not in fatal, f"minuted dies of signal {-status} when {what}:\n{daemon.said()}")


def children(process):
    try:
        with open(f"/proc/{process}/task/{process}/children", encoding="utf-8") as file:
            return [int(child) for child in file.read().split()]
    except FileNotFoundError:
        return []
