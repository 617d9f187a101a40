"""Cuts the file system off under the daemon, as a power cut does: nothing that was not synchronised gets to the disk.

Promises: those of kills.py. Needs root, to mount a file system of its own."""

import ctypes
import fcntl
import os
import shutil
import signal
import struct
import subprocess
import time

from kit import Client, Daemon, Gone, LeftOut, Truth, frame, require, verify

# Takes the file system away without writing what it holds back (linux/fs.h, EXT4_IOC_SHUTDOWN).
SHUTDOWN = 0x8004587D
NO_LOG_FLUSH = 2
# A mount namespace of one's own (linux/sched.h).
CLONE_NEWNS = 0x00020000


def run(campaign):
    if os.geteuid() != 0:
        raise LeftOut("mounting a file system needs root")
    if not shutil.which("mkfs.ext4"):
        raise LeftOut("there is no mkfs.ext4")
    mount_for_oneself()
    image = os.path.join(campaign.folder, "image")
    mount = os.path.join(campaign.folder, "mount")
    os.mkdir(mount)
    with open(image, "wb") as file:
        file.truncate(256 << 20)
    subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)
    if not mounted(image, mount):
        raise LeftOut("no file system can be mounted here")
    daemon = Daemon(campaign.folder, state=os.path.join(mount, "state"))
    try:
        daemon.begin()
        truth = Truth()
        while campaign.goes_on():
            cut_while_recording(campaign, daemon, truth, image, mount)
            campaign.count("power cuts")
        daemon.stop()
        verify(daemon.state)
        campaign.count("acknowledged commands", len(truth.told))
    finally:
        daemon.end()
        subprocess.run(["umount", "-l", mount], check=False, stderr=subprocess.DEVNULL)


def mount_for_oneself():
    """What is mounted from here on nobody else sees: whoever kept the file system would keep it cut off."""
    if ctypes.CDLL(None).unshare(CLONE_NEWNS) != 0:
        raise LeftOut("there is no mount namespace to be had")
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)


def mounted(image, mount):
    done = subprocess.run(["mount", "-o", "loop", image, mount], check=False, stderr=subprocess.DEVNULL)
    return done.returncode == 0


def cut_while_recording(campaign, daemon, truth, image, mount):
    try:
        with Client(daemon.socket) as client:
            for _ in range(campaign.random.randint(1, 60)):
                answer = truth.record(client)
                require("error" not in answer, f"refused: {answer}")
            # The last one is on its way and has no answer.
            command = truth.next()
            client.send(frame("Records.RegisterPerson", command))
    except Gone as error:
        raise AssertionError(f"the daemon went before the power did: {error}\n{daemon.said()}") from error
    freeze(daemon)
    directory = os.open(mount, os.O_RDONLY)
    try:
        fcntl.ioctl(directory, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
    except OSError as error:
        raise LeftOut(f"the file system cannot be cut off: {error}") from error
    finally:
        os.close(directory)
    daemon.kill()
    subprocess.run(["umount", mount], check=True)
    require(mounted(image, mount), "the file system cannot be mounted again")
    require(daemon.start(), "minuted does not start after a power cut:\n" + daemon.said())
    with Client(daemon.socket) as client:
        truth.check(client)


def freeze(daemon):
    """Stops it between system calls: a loop device answers one that is under way while it is cut off."""
    daemon.process.send_signal(signal.SIGSTOP)
    for thread in os.listdir(f"/proc/{daemon.process.pid}/task"):
        for _ in range(500):
            with open(f"/proc/{daemon.process.pid}/task/{thread}/stat", encoding="utf-8") as status:
                if status.read().rpartition(")")[2].split()[0] in "Tt":
                    break
            time.sleep(0.01)
