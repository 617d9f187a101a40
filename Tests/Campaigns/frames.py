"""Frames with any bytes in them: calls with letters changed inside, and calls with bits flipped, pieces cut out,
repeated or swapped, and plain rubbish.

Calls are drawn so that each has about the same share of the daemon's time: what is cheap is tried the more often.

Promises: the daemon lives; a bad frame costs its own connection only: an honest client on another one is answered all
the while; what an honest client was told of is in the log; a stop is clean and the log verifies. Counted are frames
that were answered, or that ended their connection: what was sent behind those was never read."""

import contextlib
import itertools
import os
import time

from calls import Calls, LEFT_OUT
from kit import Client, Daemon, Gone, Silence, Truth, frame, require, verify

# Frames to a connection, of which the last may be no frames at all; connections at once; and frames until the record
# is a new one.
SOUND, ROUGH, TOGETHER, ROUND = 60, 3, 16, 100_000
# What takes the daemon so long that little else would be tried.
LONG = {"Queries.AttendanceComparison", "Queries.Digest", "Queries.Findings", "Projections.Verify", "Projections.Why",
        "Projections.Diff", "Projections.Revert", "Ledger.Export", "Ledger.Backup", "Service.Status"}
LAST = b'{"method":"org.varlink.service.GetInfo"}\0'
LETTERS = b"abcxyzABC0123456789 ./-_:,'%"


def run(campaign):
    number = 0
    while campaign.goes_on():
        number += 1
        folder = os.path.join(campaign.folder, str(number))
        os.mkdir(folder)
        daemon = Daemon(folder)
        daemon.begin()
        try:
            attack(campaign, daemon)
            daemon.stop()
            verify(daemon.state)
        finally:
            daemon.end()


def attack(campaign, daemon):
    calls = Calls(campaign.random)
    # Whoever follows the log waits, and everything behind it waits too.
    frames = [frame(method["name"], calls.parameters(method), method["more"]) for method in calls.methods
              if not method["waits"] and method["name"] not in LEFT_OUT
              for _ in range(1 if method["name"] in LONG else 8)]
    drawn = Drawn(campaign.random, frames, costs(daemon, frames))
    truth, sent, turns = Truth(), 0, 0
    with Client(daemon.socket) as honest:
        while campaign.goes_on() and sent < ROUND:
            batches = [drawn.batch(SOUND) + [spoiled(campaign.random, frames) for _ in range(ROUGH)]
                       for _ in range(TOGETHER)]
            sent += exchange(campaign, daemon, batches)
            if not daemon.runs():
                path = os.path.join(campaign.folder, "last-frames")
                with open(path, "wb") as file:
                    file.write(b"".join(itertools.chain.from_iterable(batches)))
                require(False, f"the daemon died of what is in {path}:\n{daemon.said()}")
            turns += 1
            if turns % 16 == 0:
                answer = truth.record(honest)
                require("error" not in answer, f"an honest client is refused: {answer}")
        truth.check(honest)


def exchange(campaign, daemon, batches):
    """Sends each batch on a connection of its own, and all before the first answer is read; returns how many frames
    the daemon took up."""
    with contextlib.ExitStack() as stack:
        clients = []
        for batch in batches:
            try:
                client = stack.enter_context(Client(daemon.socket, timeout=5))
                clients.append(client)
                client.send(b"".join(batch) + LAST)
            except Gone:
                campaign.count("connections that could not be made, or took nothing more")
        return sum(count(campaign, client) for client in clients)


def count(campaign, client):
    """How many frames of a connection are answered, or end it, until the last one's answer."""
    answered = 0
    try:
        while True:
            answer = client.next()
            if answer.endswith(b'"continues":true}'):
                continue
            answered += 1
            if b'"vendor":"Minuted"' in answer:
                break
    except (Gone, Silence) as error:
        answered += 1
        campaign.count("that ended a connection" if isinstance(error, Gone) else "without an answer in time")
    campaign.count("frames", answered)
    return answered


def inside(frame):
    """The places in a call's texts; not those in the names that make it a call."""
    found, is_inside = [], False
    kept = [(frame.index(name), frame.index(name) + len(name))
            for name in (b'"method"', b'"parameters"', b'"more": true}') if name in frame]
    for place, byte in enumerate(frame):
        if byte == ord('"'):
            is_inside = not is_inside
        elif is_inside and chr(byte).isalnum() and frame[place - 1] != ord("\\") \
                and not any(first <= place < last for first, last in kept):
            found.append(place)
    return found


class Drawn:
    """Calls with a few letters changed, that are JSON still."""

    def __init__(self, random, frames, costs):
        self.random, self.frames = random, frames
        self.places = [inside(one) for one in frames]
        # No call is drawn more than a hundred times as often as another.
        least = max(costs) / 100
        self.shares = list(itertools.accumulate(1 / max(cost, least) for cost in costs))

    def batch(self, size):
        return [self.changed(number)
                for number in self.random.choices(range(len(self.frames)), cum_weights=self.shares, k=size)]

    def changed(self, number):
        random, one, its = self.random.random, bytearray(self.frames[number]), self.places[number]
        for _ in range(int(random() * 4)):
            one[its[int(random() * len(its))]] = LETTERS[int(random() * len(LETTERS))]
        return bytes(one)


def costs(daemon, frames):
    """What each call takes when it comes alone, in seconds."""
    found = []
    for one in frames:
        with Client(daemon.socket) as client:
            began = time.monotonic()
            client.send(one)
            try:
                while client.next().endswith(b'"continues":true}'):
                    pass
            except Gone:
                pass  # then it cost the connection
            found.append(time.monotonic() - began)
    return found


def spoiled(random, frames):
    one = bytearray(random.choice(frames))
    for _ in range(random.choice([0, 1, 1, 2, 8])):
        place = random.randrange(len(one))
        match random.randrange(6):
            case 0: one[place] ^= 1 << random.randrange(8)
            case 1: del one[place:place + random.randint(1, 20)]
            case 2: one[place:place] = one[place:place + random.randint(1, 40)]
            case 3: one[place:place] = bytes(random.randrange(256) for _ in range(random.randint(1, 9)))
            case 4: one[place:place] = random.choice([b"\0", b"{", b"[" * 200, b'"', b"\\u0000", b"1e999", b"-"])
            case 5:
                other = random.choice(frames)
                one[place:] = other[random.randrange(len(other)):]
        if not one:
            return b"\0"
    return bytes(one)
