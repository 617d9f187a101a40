"""How badly clients can behave: each function goes on until its process is killed."""

import array
import os
import random
import socket
import time

from kit import Client, Gone, Silence, frame

EXPENSIVE = [
    ("Queries.Findings", {}), ("Queries.Findings", {"each": True}), ("Queries.Digest", {"days": 366}),
    ("Queries.DutyCalendar", {"from": "2007-01-01", "to": "2016-12-31"}), ("Queries.SixMonth", {}),
    ("Queries.Participation", {}), ("Queries.People", {"asknownon": "100"}), ("Queries.Seats", {"asat": "2999-12-31"}),
    ("Queries.AttendanceComparison", {"knownon": "150", "attendance": {}}), ("Queries.People", {}),
    ("Projections.Why", {"projection": "attendance", "row": "malap-2007-09-06"}), ("Queries.NonAttendance", {}),
    ("Projections.Diff", {"projection": "decisions", "seq": 100})]
# How long whoever holds connections keeps them, in seconds.
HELD = 5


def forever(path, seed, act, pause=0.02):
    chance = random.Random(seed)
    while True:
        try:
            act(path, chance)
        except (Gone, Silence, OSError, ValueError):
            pass
        time.sleep(pause)


def behaviour(pause=0.02):
    def made(act):
        BEHAVIOURS[act.__name__] = lambda path, seed: forever(path, seed, act, pause)
        return act
    return made


BEHAVIOURS = {}


def held(path, count, data, seconds=HELD):
    """Sends the same over many connections, reads nothing, and goes after a while."""
    clients = []
    try:
        for _ in range(count):
            try:
                client = Client(path, timeout=1)
                clients.append(client)
                client.send(data() if callable(data) else data)
            except (Gone, Silence):
                pass
        time.sleep(seconds)
    finally:
        for client in clients:
            client.close()


@behaviour()
def bad_frames(path, chance):
    with Client(path, timeout=1) as client:
        client.send(bytes(chance.randrange(256) for _ in range(chance.randrange(1, 3_000))) + b"\0")
        client.receive()


@behaviour()
def half_frames(path, chance):
    held(path, 20, b'{"method":"org.minuted.Queries.People","parameters":{"group":"' + b"x" * chance.randrange(900_000))


@behaviour()
def byte_by_byte(path, chance):
    with Client(path, timeout=1) as client:
        for byte in frame("Queries.People"):
            client.send(bytes([byte]))
            time.sleep(0.05)


@behaviour()
def hang_ups(path, chance):
    with Client(path, timeout=1) as client:
        method, parameters = chance.choice(EXPENSIVE)
        client.send(frame(method, parameters))
        time.sleep(chance.choice([0, 0, 0.001, 0.01]))


@behaviour()
def expensive_questions(path, chance):
    """Many at once, which are read."""
    clients = [Client(path, timeout=30) for _ in range(40)]
    for client in clients:
        client.send(b"".join(frame(*chance.choice(EXPENSIVE)) for _ in range(3)))
    for client in clients:
        try:
            client.receive()
        except (Gone, Silence):
            pass
        client.close()


@behaviour()
def past_moments(path, chance):
    """Each a look into the past that nobody has asked for."""
    with Client(path, timeout=10) as client:
        client.call("Queries.Groups", {"asknownon": str(chance.randrange(1, 200))})


@behaviour()
def positions_to_come(path, chance):
    held(path, 8, frame("Queries.People", {"atleast": 1_000_000_000}), 1)


@behaviour()
def huge_questions(path, chance):
    with Client(path, timeout=5) as client:
        size = chance.choice([100_000, 1_000_000, 1_048_500, 2_000_000])
        kind = chance.randrange(4)
        if kind == 0:
            data = frame("Queries.People", {"group": "x" * size})
        elif kind == 1:
            data = b'{"method":"org.minuted.Queries.People","parameters":' + b"[" * size + b"\0"
        elif kind == 2:
            command = {"command": "RegisterPerson", "parameters": {"name": "Councillor X", "kind": "councillor"}}
            data = frame("Records.Submit", {"commands": [command] * (size // 120), "dryrun": True})
        else:
            data = frame("Queries.Meetings", {"body": "malap", "after": "é" * (size // 8)})
        client.send(data)
        client.receive()


@behaviour()
def unread_attachments(path, chance):
    held(path, 30, lambda: frame("Ledger.Attachment", {"entry": chance.choice([207, 208])}, more=True))


@behaviour()
def slow_readers(path, chance):
    clients = [Client(path, timeout=1) for _ in range(10)]
    for client in clients:
        client.send(frame(chance.choice(["Ledger.Export", "Ledger.Backup"]), {}, more=True) * 20)
    for _ in range(20):
        for client in clients:
            try:
                client.socket.recv(1)
            except OSError:
                pass
        time.sleep(0.2)
    for client in clients:
        client.close()


@behaviour()
def unread_answers(path, chance):
    held(path, 20, frame("Queries.People") * 150)


@behaviour()
def followers(path, chance):
    held(path, 20, frame("Ledger.Follow", {}, more=True))


@behaviour()
def abandoned_uploads(path, chance):
    clients = [Client(path, timeout=5) for _ in range(6)]
    try:
        for client in clients:
            answer = client.call("Ledger.Upload", {"text": "x" * 150_000})
            name = answer.get("parameters", {}).get("upload")
            for _ in range(20 if name else 0):
                client.call("Ledger.Upload", {"upload": name, "text": "x" * 150_000})
        time.sleep(chance.choice([0, HELD]))
    finally:
        for client in clients:
            client.close()


@behaviour()
def rubbish_imports(path, chance):
    with Client(path, timeout=30) as client:
        name = client.call("Ledger.Upload", {"text": "{}\n" * 50_000})["parameters"]["upload"]
        client.call("Ledger.Import", {"upload": name, "keepgoing": True})


@behaviour()
def floods_of_connections(path, chance):
    for _ in range(300):
        with Client(path, timeout=1) as client:
            if chance.random() < 0.3:
                client.send(frame("Queries.Groups"))


@behaviour()
def idle_connections(path, chance):
    held(path, 120, b"")


@behaviour()
def commands_in_crowds(path, chance):
    clients = [Client(path, timeout=30) for _ in range(20)]
    for client in clients:
        client.send(b"".join(
            frame("Records.RegisterPerson", {"name": f"Hostile {chance.random()}", "kind": "other", "dryrun": True})
            for _ in range(20)))
    for client in clients:
        try:
            for _ in range(20):
                client.receive()
        except (Gone, Silence):
            pass
        client.close()


@behaviour(0.2)
def refused_commands(path, chance):
    with Client(path, timeout=10) as client:
        client.call("Records.Submit", {"commands": [
            {"command": "RegisterPerson", "parameters": {"name": f"Councillor {chance.random()}", "kind": "councillor"}}
        ] * 500 + [{"command": "RegisterPerson", "parameters": {"name": "", "kind": "other"}}]})


@behaviour()
def long_work(path, chance):
    with Client(path, timeout=30) as client:
        client.send(frame(chance.choice(["Projections.Verify", "Projections.Rebuild", "Ledger.Prove"]), {}, more=True))
        time.sleep(chance.choice([0, 0.5]))


@behaviour()
def open_files(path, chance):
    """Descriptors sent along, which nobody asked for."""
    with Client(path, timeout=1) as client:
        files = [os.open("/dev/null", os.O_RDONLY) for _ in range(200)]
        try:
            client.socket.sendmsg(
                [frame("Queries.Groups")], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", files))])
            client.receive()
        finally:
            for file in files:
                os.close(file)


@behaviour()
def half_closed(path, chance):
    with Client(path, timeout=1) as client:
        client.send(frame(*chance.choice(EXPENSIVE)))
        client.socket.shutdown(socket.SHUT_WR)
        if chance.random() < 0.5:
            client.receive()
