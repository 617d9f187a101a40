"""Calls that a method may accept: made of what the record of a council says, field by field by their names."""

import copy
import json

from kit import HISTORY, Silence, methods

# Fields that events have under another name.
ALIASES = {
    "asat": "from", "to": "from", "on": "from", "by": "person", "mover": "person", "seconder": "person",
    "present": "person", "absent": "person", "apologies": "person", "for": "body", "date": "from", "day": "from",
    "subject": "record", "text": "reason", "words": "reason", "what": "title"}
# Long work that others wait for, or what would end a campaign's own rights.
LEFT_OUT = {"Projections.Rebuild", "Ledger.Restore", "Ledger.RotateKey"}
# Optional fields that nearly every refusal would be about.
SPARING = {"expectedversion": 0.97, "dryrun": 0.97, "commandid": 0.8, "asknownon": 0.9, "asat": 0.8}
# How many good calls of a method are kept, to be spoiled.
KEPT = 8
WORDS = ["Planning", "A short text.", "2009-01-15", "15 January 2009 6pm", "12 months", "present", "some-name"]


def learn(known, value, name=None):
    """What stands under a name somewhere in the record is a likely value of a field of that name."""
    if isinstance(value, dict):
        for key, inner in value.items():
            learn(known, inner, key.lower())
    elif isinstance(value, list):
        for inner in value:
            learn(known, inner, name)
    elif name and value is not None:
        known.setdefault(name, {})[json.dumps(value)] = value


class Calls:
    def __init__(self, random, history=HISTORY):
        """Learns from a history, or without one from the answers alone."""
        self.random = random
        self.methods = methods()
        self.known = {}
        self.events = []
        self.event = {}
        self.number = 0
        # Calls that were answered with a result, by their methods.
        self.good = {}
        if history:
            with open(history, encoding="utf-8") as lines:
                for line in lines:
                    entry = json.loads(line)
                    self.learn({**entry["data"], "on": entry["time"][:10], "record": entry["subject"]})

    def learn(self, data):
        """Takes in what an event says."""
        names = {}
        learn(names, data)
        self.events.append(names)
        for name, values in names.items():
            self.known.setdefault(name, {}).update(values)

    def parameters(self, method):
        known = self.good.get(method["name"])
        if known and self.random.random() < 0.5:
            return copy.deepcopy(self.random.choice(known))
        # What belongs together in an event mostly fits together in a call.
        self.event = self.random.choice(self.events) if self.events else {}
        return self.record(method["fields"], method["types"], 0)

    def ask(self, client, method, parameters):
        """Calls; nothing where the method rightly waits for something to happen."""
        if method["waits"]:
            client.socket.settimeout(0.5)
        try:
            answer = client.call(method["name"], parameters, more=method["more"])
        except Silence:
            if method["waits"]:
                return {"parameters": {}}
            raise
        # What was recorded now can be built upon.
        given = answer.get("parameters", {})
        if "error" not in answer:
            known = self.good.setdefault(method["name"], [])
            known.insert(self.random.randint(0, len(known)), copy.deepcopy(parameters))
            del known[KEPT:]
        for entry in (given.get("receipt") or {}).get("entries", []):
            self.learn({**entry["data"], "record": entry["subject"], "entry": entry["seq"]})
        if "upload" in given:
            self.learn({"upload": given["upload"], "sha256": given.get("sha256", "0" * 64)})
        return answer

    def record(self, fields, types, depth):
        values = {}
        for name, kind in fields.items():
            if isinstance(kind, str) and kind.startswith("?") and self.random.random() < SPARING.get(name, 0.7):
                continue
            values[name] = self.value(name, kind, types, depth)
        return values

    def value(self, name, kind, types, depth):
        if name == "commandid" and self.random.random() < 0.9:
            self.number += 1
            return f"call-{self.number}"
        if isinstance(kind, list):
            return self.random.choice(kind)
        kind = kind.lstrip("?")
        if kind.startswith("[]"):
            count = 0 if depth > 3 else self.random.randint(1, 2)
            return [self.value(name.rstrip("s"), kind[2:], types, depth + 1) for _ in range(count)]
        if isinstance(types.get(kind), list):
            return self.random.choice(types[kind])
        if kind in types:
            return self.record(types[kind], types, depth + 1) if depth < 4 else {}
        if kind == "bool":
            return self.random.random() < 0.5
        if name == "atleast":
            return 1  # an answer waits for this entry
        if kind == "int":
            likely = [value for value in self.event.get(name, {}).values() if isinstance(value, int)]
            if likely and self.random.random() < 0.8:
                return self.random.choice(likely)
            return self.random.choice([1, 2, 3, 10, 100])
        if kind == "float":
            return 0.5
        if kind == "object":
            return {}
        for one in (name, ALIASES.get(name, name)):
            for source in (self.event, self.known):
                likely = [value for value in source.get(one, {}).values() if isinstance(value, str)]
                if likely and self.random.random() < 0.8:
                    return self.random.choice(likely)
        return self.random.choice(WORDS)
