"""Calls that a method may accept: made of what the record of a council says, field by field by their names."""

import json

from kit import HISTORY, Silence, methods

# Fields that events have under another name.
ALIASES = {
    "asat": "from", "to": "from", "on": "from", "by": "person", "mover": "person", "seconder": "person",
    "present": "person", "absent": "person", "apologies": "person", "for": "body", "date": "from", "day": "from",
    "upload": "id", "entry": "id", "subject": "subject", "text": "reason", "words": "reason", "what": "title"}
WORDS = ["Planning", "A short text.", "2009-01-15", "15 January 2009 6pm", "12 months", "present"]


class Calls:
    def __init__(self, random):
        self.random = random
        self.methods = methods()
        self.known = {}
        with open(HISTORY, encoding="utf-8") as history:
            for line in history:
                self.learn(json.loads(line))

    def learn(self, value, name=None):
        """What stands under a name somewhere in the record is a likely value of a field of that name."""
        if isinstance(value, dict):
            for key, inner in value.items():
                self.learn(inner, key.lower())
        elif isinstance(value, list):
            for inner in value:
                self.learn(inner, name)
        elif name and value is not None:
            self.known.setdefault(name, {})[json.dumps(value)] = value

    def parameters(self, method):
        return self.record(method["fields"], method["types"], 0)

    def ask(self, client, method, parameters):
        """Calls; nothing where the method rightly waits for something to happen."""
        if method["waits"]:
            client.socket.settimeout(0.5)
        try:
            return client.call(method["name"], parameters, more=method["more"])
        except Silence:
            if method["waits"]:
                return {"parameters": {}}
            raise

    def record(self, fields, types, depth):
        values = {}
        for name, kind in fields.items():
            if isinstance(kind, str) and kind.startswith("?") and self.random.random() < 0.6:
                continue
            values[name] = self.value(name, kind, types, depth)
        return values

    def value(self, name, kind, types, depth):
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
        if kind == "int":
            return self.random.choice([1, 2, 3, 10, 100])
        if kind == "float":
            return 0.5
        if kind == "object":
            return {}
        name = ALIASES.get(name, name)
        likely = [value for value in self.known.get(name, {}).values() if isinstance(value, str)]
        return self.random.choice(likely if likely and self.random.random() < 0.8 else WORDS)
