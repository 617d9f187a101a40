"""What the campaigns have in common: the daemon as a process, clients on its socket, the interface's own description,
and the ground truth, which is what a client was told and nothing else."""

import json
import os
import random
import re
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BIN = os.environ.get("BIN_DIR", os.path.join(TOP, ".build/release"))
HISTORY = os.path.join(TOP, "replay/stockton-2007/history.ndjson")
CONTRACTS = os.path.join(TOP, "Sources/Control/Contracts")


class Broken(Exception):
    """A promise that did not hold."""


class LeftOut(Exception):
    """What cannot be tried on this machine, and why."""


class Silence(Broken):
    """No answer within the time for one."""


class Gone(Exception):
    """The daemon has closed the connection, or cannot be reached."""


class Campaign:
    """One run: its seed, its end, and a folder that goes with it."""

    def __init__(self, seed, seconds, folder=None, figures=False):
        # Whether times are held to bounds, which only a machine with nothing else to do can keep.
        self.figures = figures
        self.random = random.Random(seed)
        self.end = time.monotonic() + seconds
        self.folder = folder or tempfile.mkdtemp(prefix="minuted-campaign.")
        self.counts = {}

    def goes_on(self):
        return time.monotonic() < self.end

    def count(self, what, number=1):
        self.counts[what] = self.counts.get(what, 0) + number

    def clean_up(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def require(holds, what):
    if not holds:
        raise Broken(what)


def frame(method, parameters=None, more=False):
    """A call as it goes over the socket."""
    message = {"method": "org.minuted." + method, "parameters": parameters or {}}
    if more:
        message["more"] = True
    return json.dumps(message).encode() + b"\0"


class Client:
    """A connection that speaks Varlink: JSON objects with a zero byte behind each."""

    def __init__(self, path, timeout=30):
        self.socket = socket.socket(socket.AF_UNIX)
        self.buffer = b""
        # Waits for its turn where many connect at once, as programs do, and not for ever.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", 30, 0))
        try:
            self.socket.connect(path)
        except OSError as error:
            self.socket.close()
            raise Gone(str(error)) from error
        self.socket.settimeout(timeout)

    def send(self, data):
        try:
            self.socket.sendall(data)
        except OSError as error:
            raise Gone(str(error)) from error

    def receive(self):
        return json.loads(self.next())

    def next(self):
        """The next frame's bytes."""
        while b"\0" not in self.buffer:
            try:
                piece = self.socket.recv(1 << 16)
            except TimeoutError as error:
                raise Silence("no answer within the time for one") from error
            except OSError as error:
                raise Gone(str(error)) from error
            if not piece:
                raise Gone("closed")
            self.buffer += piece
        frame, self.buffer = self.buffer.split(b"\0", 1)
        return frame

    def call(self, method, parameters=None, more=False):
        self.send(frame(method, parameters, more))
        return self.receive()

    def stream(self, method, parameters=None):
        """The replies of a method that has many."""
        answer = self.call(method, parameters, more=True)
        while True:
            require("error" not in answer, f"{method} is refused: {answer}")
            yield answer["parameters"]
            if not answer.get("continues"):
                return
            answer = self.receive()

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Daemon:
    """minuted as a process of its own."""

    def __init__(self, folder, state=None, options=(), user=None):
        self.folder = folder
        self.state = state or os.path.join(folder, "state")
        self.socket = os.path.join(folder, "socket")
        self.log = os.path.join(folder, "log")
        self.options = list(options)
        self.process = None

    def start(self, wrapper=()):
        program = [os.path.join(BIN, "minuted"), "--state-directory", self.state, "--socket", self.socket]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                list(wrapper) + program + self.options, stderr=log, stdout=log, stdin=subprocess.DEVNULL)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if self.process.poll() is not None:
                return False
            try:
                with Client(self.socket) as client:
                    client.call("Service.Status")
                return True
            except Gone:
                time.sleep(0.01)
        raise Broken("minuted does not get ready within a minute:\n" + self.said())

    def begin(self):
        """Starts with the history of a council in the record."""
        require(self.start(), "minuted does not start:\n" + self.said())
        self.minutectl("log", "restore", HISTORY)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """A stop as the service manager asks for it: within its time, and clean."""
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Broken("minuted does not stop within 20 seconds") from None
        require(status == 0, f"minuted stops with {status}:\n" + self.said())

    def runs(self):
        return self.process is not None and self.process.poll() is None

    def end(self):
        if self.runs():
            self.kill()

    def said(self):
        with open(self.log, "rb") as log:
            return log.read()[-2000:].decode("utf-8", "replace")

    def minutectl(self, *words):
        return program("minutectl", *words, environment={"MINUTED_SOCKET": self.socket})


def program(name, *words, environment=None, check=True, seconds=60):
    """Runs a program to its end. A death by a signal or a hang breaks a promise whatever was asked."""
    try:
        done = subprocess.run(
            [os.path.join(BIN, name), *words], capture_output=True, timeout=seconds,
            env={**os.environ, **(environment or {})}, stdin=subprocess.DEVNULL, check=False)
    except subprocess.TimeoutExpired as error:
        raise Broken(f"{name} {' '.join(words)} does not end within {seconds} s") from error
    said = (done.stdout + done.stderr)[-1500:].decode("utf-8", "replace")
    require(done.returncode >= 0, f"{name} {' '.join(words)} dies of signal {-done.returncode}: {said}")
    if check:
        require(done.returncode == 0, f"{name} {' '.join(words)} exits with {done.returncode}: {said}")
    return done


class Truth:
    """What a client was told: each acknowledged command with its entries."""

    def __init__(self):
        self.told = {}
        self.sent = set()
        self.number = 0

    def next(self):
        self.number += 1
        name = f"campaign-{self.number}"
        self.sent.add(name)
        return {"name": f"Person {self.number}, Group Test", "kind": "other", "commandid": name}

    def record(self, client):
        """Registers somebody, and keeps what the answer says."""
        command = self.next()
        answer = client.call("Records.RegisterPerson", command)
        if "error" in answer:
            return answer
        self.keep(command, answer)
        return answer

    def keep(self, command, answer):
        entries = answer["parameters"]["receipt"]["entries"]
        self.told[command["commandid"]] = [(entry["seq"], entry["id"]) for entry in entries]

    def check(self, client):
        """Every acknowledged entry is there once, at its place; no number is left out; nothing came of itself."""
        lines = b"".join(
            piece["text"].encode() for piece in client.stream("Ledger.Export")).decode().splitlines()
        entries = [json.loads(line) for line in lines]
        places = {}
        for number, entry in enumerate(entries, 1):
            require(entry["id"] not in places, f"entry {entry['id']} is there twice")
            places[entry["id"]] = number
        for name, told in self.told.items():
            for seq, identifier in told:
                require(places.get(identifier) == seq,
                        f"{name} was told of entry {seq}, which is at {places.get(identifier)}")
        names = [entry["data"]["name"] for entry in entries
                 if entry["type"] == "org.minuted.person.registered" and "name" in entry["data"]]
        ours = [name for name in names if name.endswith(", Group Test")]
        require(len(ours) == len(set(ours)), "a command was recorded twice")
        require(len(ours) <= len(self.sent), "there are more entries than commands")
        # The same command again has the same answer, and records nothing.
        for name in list(self.told)[-3:]:
            number = name.removeprefix("campaign-")
            again = client.call("Records.RegisterPerson", {
                "name": f"Person {number}, Group Test", "kind": "other", "commandid": name})
            require("error" not in again, f"{name} given again is refused: {again}")
            receipt = again["parameters"]["receipt"]
            places = [seq for seq, _ in self.told[name]]
            require(receipt["repeated"] and (receipt["first"], receipt["last"]) == (places[0], places[-1]),
                    f"{name} given again: {receipt}, before {self.told[name]}")
        return len(entries)


def verify(state):
    """The shipped verifier finds nothing wrong with a state directory; 5 says that it had no anchor from outside."""
    done = program("minuted", "verify", state, seconds=120, check=False)
    require(done.returncode in (0, 5), f"verify exits with {done.returncode}: {done.stdout.decode()[-1500:]}")


def methods():
    """The methods of the interfaces: name, fields with their types, whether there are many replies, and the role."""
    found = []
    for file in sorted(os.listdir(CONTRACTS)):
        with open(os.path.join(CONTRACTS, file), encoding="utf-8") as contract:
            text = contract.read()
        interface = file.removeprefix("org.minuted.").removesuffix(".varlink")
        types = {
            name: fields(body)
            for name, body in re.findall(r"^type (\w+) \(\n(.*?)^\)", text, re.M | re.S)}
        for comment, name, body in re.findall(
                r"((?:^#[^\n]*\n)*)^method (\w+)\((.*?)\) -> \(", text, re.M | re.S):
            role = re.search(r"Needs the role (\w+)", comment)
            found.append({
                "name": f"{interface}.{name}", "fields": fields(body), "types": types,
                "more": "with 'more'" in comment, "waits": name == "Follow", "role": role.group(1) if role else None})
    return found


def fields(text):
    """The fields of a type or a call: their types, or the words that one of them may be; the words of an enumeration."""
    if text.strip() and ":" not in re.sub(r"#.*", "", text):
        return re.findall(r"\w+", re.sub(r"#.*", "", text))
    found, words = {}, None
    for line in text.split("\n"):
        line = line.strip().rstrip(",")
        if line.startswith("#"):
            choice = re.search(r"One of: (.*)", line)
            words = choice.group(1).split(", ") if choice else words
        elif match := re.fullmatch(r"(\w+): (.+)", line):
            found[match.group(1)] = words or match.group(2)
            words = None
    return found
