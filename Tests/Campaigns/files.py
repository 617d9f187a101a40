"""Damaged and hostile files, given to everything that reads one: state directories, exports, constitutions.

Promises: no program dies of a signal or goes on for ever; a program that reads an export with changed entries does not
call it the record; a link is not followed out of the folder that was named."""

import os
import shutil

from kit import Daemon, HISTORY, TOP, program, require

RUBBISH = [b"", b"\0", b"{", b"[" * 5000, b"\xff\xfe", b"null\n", b"a" * 200_000, b"{}\n" * 2000, b"\n" * 5000]


def run(campaign):
    daemon = Daemon(campaign.folder)
    daemon.begin()
    published = os.path.join(campaign.folder, "published")
    daemon.minutectl("log", "publish", published)
    daemon.stop()
    outside = os.path.join(campaign.folder, "outside")
    with open(outside, "wb") as file:
        file.write(b"nobody shall change this")
    while campaign.goes_on():
        campaign.random.choice([spoil_state, spoil_published, spoil_export, spoil_constitution])(
            campaign, daemon, published, outside)
        with open(outside, "rb") as file:
            require(file.read() == b"nobody shall change this", "a file outside was changed")


def copy(campaign, folder):
    target = os.path.join(campaign.folder, "copy")
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target, symlinks=True)
    return target


def some_file(random, folder):
    found = sorted(os.path.join(place, name) for place, _, names in os.walk(folder) for name in names)
    return random.choice(found)


def spoil_bytes(random, data):
    data = bytearray(data)
    match random.randrange(5):
        case 0: return random.choice(RUBBISH)
        case 1: del data[random.randrange(len(data) + 1):]
        case 2: data += random.choice(RUBBISH)
        case 3:
            place = random.randrange(len(data) + 1)
            data[place:place + random.randint(1, 5000)] = random.choice(RUBBISH)
        case _:
            for _ in range(random.choice([1, 10, 1000])):
                if data:
                    data[random.randrange(len(data))] = random.randrange(256)
    return bytes(data)


def spoil_file(random, path, outside):
    """Changes a file, or puts something else in its place. Gives what was done."""
    kind = random.choice(["bytes", "bytes", "bytes", "link", "zero", "fifo", "folder", "gone", "sparse"])
    with open(path, "rb") as file:
        data = file.read()
    os.unlink(path)
    match kind:
        case "bytes":
            with open(path, "wb") as file:
                file.write(spoil_bytes(random, data))
        case "link": os.symlink(outside, path)
        case "zero": os.symlink("/dev/zero", path)
        case "fifo": os.mkfifo(path)
        case "folder": os.mkdir(path)
        case "sparse":
            with open(path, "wb") as file:
                file.truncate(5 << 30)
    return f"{os.path.basename(path)}: {kind}"


def spoil_state(campaign, daemon, _, outside):
    state = copy(campaign, daemon.state)
    what = spoil_file(campaign.random, some_file(campaign.random, state), outside)
    program("minuted", "verify", state, check=False)
    campaign.count("state directories")
    again = Daemon(campaign.folder, state=state)
    try:
        if again.start():
            again.stop()
        else:
            require(again.process.returncode >= 0,
                    f"minuted dies of signal {-again.process.returncode} ({what}):\n{again.said()}")
    finally:
        again.end()


def spoil_published(campaign, _, published, outside):
    folder = copy(campaign, published)
    with open(os.path.join(folder, "entries.ndjson"), "rb") as file:
        before = file.read()
    what = spoil_file(campaign.random, some_file(campaign.random, folder), outside)
    done = program("minuted", "verify", folder, check=False)
    campaign.count("published logs")
    require(done.returncode not in (0, 5) or whole(os.path.join(folder, "entries.ndjson"), before, done.stdout),
            f"verify finds nothing wrong with {what}")


def whole(path, before, said):
    """Whether the published entries are there; what stands behind them has to be spoken of."""
    if not os.path.isfile(path) or os.path.getsize(path) > len(before) + 1_000_000:
        return False
    with open(path, "rb") as file:
        data = file.read()
    return data == before or data.startswith(before) and b"note: entries.ndjson" in said


def spoil_export(campaign, _, __, ___):
    path = os.path.join(campaign.folder, "export.ndjson")
    with open(HISTORY, "rb") as file:
        data = spoil_bytes(campaign.random, file.read())
    with open(path, "wb") as file:
        file.write(data)
    empty = Daemon(campaign.folder, state=os.path.join(campaign.folder, "empty"))
    shutil.rmtree(empty.state, ignore_errors=True)
    try:
        require(empty.start(), "minuted does not start:\n" + empty.said())
        environment = {"MINUTED_SOCKET": empty.socket}
        program("minutectl", "log", campaign.random.choice(["restore", "import"]), path, environment=environment,
                check=False)
        campaign.count("exports")
        require(empty.runs(), "minuted dies of an export:\n" + empty.said())
        empty.stop()
    finally:
        empty.end()


def spoil_constitution(campaign, _, __, ___):
    folder = os.path.join(TOP, "config/constitutions")
    with open(os.path.join(folder, campaign.random.choice(sorted(os.listdir(folder)))), "rb") as file:
        data = spoil_bytes(campaign.random, file.read())
    path = os.path.join(campaign.folder, "constitution.yaml")
    with open(path, "wb") as file:
        file.write(data)
    empty = Daemon(campaign.folder, state=os.path.join(campaign.folder, "empty"))
    shutil.rmtree(empty.state, ignore_errors=True)
    try:
        require(empty.start(), "minuted does not start:\n" + empty.said())
        program("minutectl", "constitution", "apply", path, environment={"MINUTED_SOCKET": empty.socket}, check=False)
        campaign.count("constitutions")
        require(empty.runs(), "minuted dies of a constitution:\n" + empty.said())
        empty.stop()
    finally:
        empty.end()
