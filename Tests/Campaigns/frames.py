"""Frames with any bytes in them: calls with bits flipped, pieces cut out, repeated or swapped, and plain rubbish.

Promises: the daemon lives; a bad frame costs its own connection only: an honest client on another one is answered all
the while; what an honest client was told of is in the log; a stop is clean and the log verifies."""

from calls import Calls
from kit import Client, Daemon, Gone, Silence, Truth, frame, require, verify


def run(campaign):
    daemon = Daemon(campaign.folder)
    daemon.begin()
    calls = Calls(campaign.random)
    truth = Truth()
    frames = [frame(method["name"], calls.parameters(method), method["more"]) for method in calls.methods]
    try:
        with Client(daemon.socket) as honest:
            while campaign.goes_on():
                batch = b"".join(spoiled(campaign.random, frames) for _ in range(50))
                try:
                    with Client(daemon.socket, timeout=5) as client:
                        client.send(batch)
                        if campaign.random.random() < 0.5:
                            client.receive()
                except (Gone, Silence, ValueError):
                    # Ended, or rightly without an answer: what is left of the frames may wait for something.
                    campaign.count("connections without an answer")
                campaign.count("frames", 50)
                require(daemon.runs(), f"the daemon died of {batch[:2000]!r}\n{daemon.said()}")
                answer = truth.record(honest)
                require("error" not in answer, f"an honest client is refused: {answer}")
            truth.check(honest)
        daemon.stop()
        verify(daemon.state)
    finally:
        daemon.end()


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
