"""Kills the daemon at any moment, again and again, while clients record.

Promises: what was acknowledged is there afterwards, once and at its place; the same command again has the first answer;
no number is left out; the next start needs no help; the whole verifies."""

import threading
import time

from kit import Broken, Client, Daemon, Gone, Truth, require, verify


def run(campaign):
    daemon = Daemon(campaign.folder)
    daemon.begin()
    truth = Truth()
    try:
        while campaign.goes_on():
            kill_while_recording(campaign, daemon, truth)
            require(daemon.start(), "minuted does not start after it was killed:\n" + daemon.said())
            with Client(daemon.socket) as client:
                truth.check(client)
            campaign.count("kills")
        daemon.stop()
        verify(daemon.state)
        campaign.count("acknowledged commands", len(truth.told))
    finally:
        daemon.end()


def kill_while_recording(campaign, daemon, truth):
    broken = []
    lock = threading.Lock()

    def work():
        # Numbers are given out under a lock; the answers come at any time.
        try:
            with Client(daemon.socket) as client:
                while True:
                    with lock:
                        command = truth.next()
                    answer = client.call("Records.RegisterPerson", command)
                    require("error" not in answer, f"refused: {answer}")
                    with lock:
                        truth.keep(command, answer)
        except Gone:
            pass
        except Broken as error:
            broken.append(error)

    clients = [threading.Thread(target=work) for _ in range(campaign.random.choice([1, 2, 8]))]
    for client in clients:
        client.start()
    time.sleep(campaign.random.uniform(0, 0.3))
    daemon.kill()
    for client in clients:
        client.join()
    if broken:
        raise broken[0]
