"""Every method, asked by users with each of the roles and with none.

Promises: who lacks the role that a method needs is refused with RoleMissing, and nothing is recorded; who has it is
never refused for want of it. Needs root, to call as other users."""

import json
import os
import pwd

from calls import Calls
from kit import Client, Daemon, Gone, LeftOut, require

ROLES = ["reader", "clerk", "auditor", "administrator", None]
GRANTED = {
    "reader": {"reader"}, "clerk": {"reader", "clerk"}, "auditor": {"reader", "auditor"},
    "administrator": {"reader", "clerk", "auditor", "administrator"}, None: set()}
# An administrator who is let do these changes what is compared.
LEFT_OUT = {"Ledger.RotateKey", "Ledger.Restore", "Projections.Rebuild", "Projections.Revert"}


def run(campaign):
    if os.geteuid() != 0:
        raise LeftOut("calling as other users needs root")
    # Any accounts will do, but root's, who is an administrator.
    accounts = [account for account in pwd.getpwall() if account.pw_uid != 0]
    if len(accounts) < len(ROLES):
        raise LeftOut(f"there are only {len(accounts)} users besides root")
    users = dict(zip(ROLES, accounts))
    configuration = os.path.join(campaign.folder, "minuted.yaml")
    with open(configuration, "w", encoding="utf-8") as file:
        file.write("roles:\n")
        for role in filter(None, ROLES):
            file.write(f"  {role}:\n    users: [{users[role].pw_name}]\n")
    daemon = Daemon(campaign.folder, options=["--config", configuration])
    daemon.begin()
    os.chmod(campaign.folder, 0o755)
    os.chmod(daemon.socket, 0o666)
    calls = Calls(campaign.random)
    try:
        while campaign.goes_on():
            for method in campaign.random.sample(calls.methods, len(calls.methods)):
                if not campaign.goes_on():
                    break
                for role in ROLES:
                    ask(campaign, daemon, calls, method, role, users[role].pw_uid)
        daemon.stop()
    finally:
        daemon.end()


def ask(campaign, daemon, calls, method, role, user):
    may = method["role"] in GRANTED[role] or method["role"] is None
    if may and method["name"] in LEFT_OUT:
        return
    before = entries(daemon)
    error = as_user(user, daemon.socket, calls, method)
    missing = bool(error) and error.endswith(".RoleMissing")
    campaign.count("calls")
    require(daemon.runs(), f"{method['name']} ends the daemon:\n{daemon.said()}")
    require(missing != may, f"{role or 'a user without a role'} asks {method['name']}, which needs the role "
            f"{method['role']}: {error or 'is answered'}")
    require(may or entries(daemon) == before, f"{role} has recorded by {method['name']}")


def entries(daemon):
    with Client(daemon.socket) as client:
        return client.call("Ledger.List", {"limit": 1})["parameters"]["report"]["position"]


def as_user(user, path, calls, method):
    """Calls from a process of that user, and gives the error's name; the groups go too."""
    parameters = calls.parameters(method)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)
            with Client(path) as client:
                answer = calls.ask(client, method, parameters)
            os.write(writing, json.dumps(answer.get("error")).encode())
        except Gone as error:
            os.write(writing, json.dumps(f"gone: {error}").encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    require(text, f"{method['name']} has no answer")
    return json.loads(text)
