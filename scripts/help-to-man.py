"""Makes the manual pages of minutectl out of what it says of itself.

    minutectl --experimental-dump-help | python3 help-to-man.py OVERVIEW VERSION DIRECTORY

Writes DIRECTORY/minutectl.1 out of OVERVIEW (docs/man/minutectl.1), whose lines between @ are filled in, and
DIRECTORY/minutectl-NOUN.1 for each noun and for the commands that have none. Short commands share a page; the names of
the others are links to it.
"""

import json
import os
import re
import sys

# Options that many commands take are described once, in minutectl(1). A command with only some of a group means
# something else by them.
COMMON = {
    "RECORDING OPTIONS": {"command-id", "expected-version", "dry-run", "provenance", "source-place"},
    "QUERY OPTIONS": {"as-at", "as-known-on", "at-least"},
    "GLOBAL OPTIONS": {"socket", "host", "output", "no-legend", "no-pager", "full", "verbose"},
}

# Commands whose own page would be nearly empty, and the page that has them.
SHARED = {"status": ["status", "search", "changes", "calendar"]}

# Where to read on, besides minutectl(1).
NEIGHBOURS = {
    "init": "constitution person",
    "status": "report notice duty",
    "constitution": "init body person",
    "council": "constitution",
    "person": "group seat office",
    "group": "person office",
    "office": "person group",
    "body": "seat meeting constitution",
    "seat": "body person absence",
    "meeting": "agenda attendance minutes",
    "attendance": "meeting absence report",
    "absence": "attendance seat report",
    "interest": "person meeting report",
    "agenda": "meeting paper minutes",
    "minutes": "meeting agenda",
    "paper": "agenda decision",
    "decision": "paper meeting matter",
    "attachment": "decision paper",
    "record": "log",
    "duty": "action office report",
    "action": "duty matter",
    "matter": "action question decision",
    "notice": "attendance report",
    "place": "visit",
    "visit": "place report",
    "pledge": "top-ten report",
    "top-ten": "pledge matter",
    "statistic": "report paper",
    "question": "decision paper matter",
    "report": "attendance notice duty",
    "log": "backup projection record",
    "backup": "log",
    "projection": "log",
    "submit": "log constitution",
}

# How wide an example may be, so that it fits on a page of 80 columns behind the margin.
WIDTH = 67


def plain(text):
    """Text as roff shows it: backslashes and leading dots mean themselves."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return re.sub(r"(?m)^([.'])", r"\\&\1", text)


def inline(text):
    """Running text, with what stands between backquotes in bold."""
    parts = text.split("`")
    return "".join(rf"\fB{plain(part)}\fR" if index % 2 else plain(part) for index, part in enumerate(parts))


def refilled(example):
    """The lines of an example, broken between options so that they fit behind the margin."""
    words = re.findall(r'(?:"[^"]*"|[^\s"])+', " ".join(line.rstrip("\\").strip() for line in example))
    groups = []
    for word in words:
        # A value stays with its option, and a file with what is written to it.
        if groups and re.match(r"-|>", groups[-1].split(" ")[-1]) and not word.startswith("-"):
            groups[-1] += " " + word
        else:
            groups.append(word)
    lines = [groups[0]]
    for group in groups[1:]:
        if len(lines[-1]) + 1 + len(group) + 2 <= WIDTH:
            lines[-1] += " " + group
        else:
            lines[-1] += " \\"
            lines.append("  " + group)
    return lines


def indented(lines):
    """A block of indented lines: examples, each with the lines that continue it, or a file or a table."""
    shown = []
    if re.match(r"minute(ctl|d) ", lines[0]):
        examples = []
        for line in lines:
            examples[-1].append(line) if line.startswith("  ") else examples.append([line])
        shown = [line for example in examples for line in refilled(example)]
    else:
        shown = lines
    return [".PP", ".RS 4" if max(map(len, shown)) <= WIDTH else ".RS 0", ".nf", *map(plain, shown), ".fi", ".RE"]


def blocks(text):
    """Paragraphs and indented blocks; a line in capitals that ends with a colon or stands alone is a heading."""
    out, block = [], []
    for line in text.strip("\n").split("\n") + [""]:
        if line.startswith("  ") and line.strip():
            block.append(line[2:])
            continue
        if block:
            out.extend(indented(block))
            block = []
        if not line.strip():
            out.append(".PP")
        elif re.fullmatch(r"[A-Z][A-Z ]+:?", line.strip()):
            out.extend([".PP", rf"\fI{plain(line.strip().rstrip(':').capitalize())}:\fR"])
        else:
            out.append(inline(line))
    while out and out[-1] == ".PP":
        out.pop()
    return out


def definitions(text):
    """Lines of a word and its meaning, and paragraphs."""
    out = []
    for line in text.strip("\n").split("\n"):
        pair = re.fullmatch(r"  (\S+)  +(.+)", line)
        out += [".TP", rf"\fB{plain(pair[1])}\fR", inline(pair[2])] if pair else blocks(line) or [".PP"]
    return out


def names(argument):
    """How an argument is given, as the first line of its description."""
    value = argument.get("valueName", "")
    if argument["kind"] == "positional":
        shown = rf"\fI{plain(value)}\fR"
    else:
        spelt = [("-" if name["kind"] == "short" else "--") + name["name"] for name in argument.get("names", [])]
        shown = ", ".join(rf"\fB{plain(name)}\fR" for name in spelt)
        if argument["kind"] == "option":
            shown += rf" \fI{plain(value)}\fR"
    return shown + (" ..." if argument.get("isRepeating") else "")


def together(arguments):
    """The arguments, with a flag and its opposite (--key, --no-key) as one."""
    out = []
    for argument in arguments:
        if out and argument["kind"] == "flag" and argument.get("abstract") == out[-1].get("abstract"):
            out[-1] = {**out[-1], "names": out[-1]["names"] + argument["names"]}
        else:
            out.append(argument)
    return out


def describe(argument):
    text = argument.get("abstract", "")
    if argument.get("discussion"):
        text += "\n" + argument["discussion"]
    values = argument.get("allValues") or argument.get("allValueStrings")
    if values and not all(value in text for value in values):
        text += " One of: " + ", ".join(values) + "."
    if argument.get("defaultValue") and "default" not in text and argument["kind"] != "flag":
        text += f" (default: {argument['defaultValue']})"
    return [".TP", names(argument), *[line for line in inline(text.strip()).split("\n") if line.strip()]]


def visible(command):
    return [argument for argument in command.get("arguments", []) if argument.get("shouldDisplay", True)]


def spelt(argument):
    return {name["name"] for name in argument.get("names", [])}


def common_title(argument, command):
    """The section of minutectl(1) that describes the argument; None if the command's own page does."""
    if spelt(argument) & {"help", "version"}:
        return "GLOBAL OPTIONS"
    present = {name for one in visible(command) for name in spelt(one)}
    for title, group in COMMON.items():
        if spelt(argument) & group and group <= present:
            return title
    return None


def own_arguments(command):
    return [argument for argument in visible(command) if not common_title(argument, command)]


def synopsis(words, command):
    """The command, what it needs, and whether it takes more: a line in every synopsis, and nowhere else."""
    shown = [rf"\fBminutectl {plain(words)}\fR"]
    has_options = False
    for argument in own_arguments(command):
        text = names(argument) if argument["kind"] == "positional" else names(argument).split(", ")[-1]
        if argument["kind"] == "positional" or not argument.get("isOptional"):
            shown.append(f"[{text}]" if argument.get("isOptional") else text)
        else:
            has_options = True
    if has_options:
        shown.insert(1, r"[\fIoptions\fR]")
    return [".HP 4", " ".join(shown)]


def subcommands(command):
    return [
        one for one in command.get("subcommands", []) if one.get("shouldDisplay", True) and one["commandName"] != "help"
    ]


def taken(commands):
    """Which of the options of minutectl(1) the commands take."""
    out = [r".BR minutectl (1)", "describes the global options, which every command takes."]
    for title in ("QUERY OPTIONS", "RECORDING OPTIONS"):
        takers = [
            rf"\fB{plain(words)}\fR"
            for words, command in commands
            if any(common_title(one, command) == title for one in visible(command))
        ]
        if takers:
            who = " and ".join([", ".join(takers[:-1]), takers[-1]][len(takers) < 2 :])
            who = "All" if len(takers) == len(commands) > 1 else "It" if len(commands) == 1 else who
            out.append(f"{who} {'take' if who == 'All' or len(takers) > 1 else 'takes'} its {title.lower()} as well.")
    return out


def page(name, abstract, discussion, commands, version):
    """The page of a noun, or of commands that have none; `name` is the noun, and comes first in the name section."""
    alone = len(commands) == 1
    title = ", ".join(rf"minutectl\-{plain(one)}" for one in SHARED.get(name, [name]))
    out = [
        rf'.TH MINUTECTL\-{plain(name.upper())} 1 "" "Minuted {plain(version)}" "User Commands"',
        # Words are not broken: what is copied has to be whole.
        ".ad l",
        ".nh",
        ".SH NAME",
        rf"{title} \- {plain(abstract[0].lower() + abstract.rstrip('.')[1:])}",
        ".SH SYNOPSIS",
        ".PD 0",
        *(line for words, command in commands for line in synopsis(words, command)),
        ".PD",
    ]
    if discussion and not alone:
        out += [".SH DESCRIPTION", *blocks(discussion)]
    out += [] if alone else [".SH COMMANDS"]
    for words, command in commands:
        out += [".SH DESCRIPTION" if alone else f".SS {plain(words)}", inline(command.get("abstract", ""))]
        text, heading, examples = (re.split(r"(?m)^(EXAMPLES?:)$", command.get("discussion", "")) + ["", ""])[:3]
        out += [".PP", *blocks(text)] if text.strip() else []
        out += [".SH OPTIONS"] if alone and own_arguments(command) else []
        out += [line for group in together(own_arguments(command)) for line in describe(group)]
        if examples.strip():
            out += [".SH EXAMPLES", *blocks(examples)] if alone else blocks(heading + examples)
    out += [".SH COMMON OPTIONS", *taken(commands), ".SH SEE ALSO", r".BR minutectl (1),"]
    out += [rf".BR minutectl\-{plain(other)} (1)," for other in NEIGHBOURS.get(name, "").split()]
    return "\n".join(line for line in [*out, ".BR minuted (8)"] if line.strip()) + "\n"


def overview(root, template, pages, version):
    """minutectl(1): the template with what every command has in common, and a line for each page."""
    sections = re.split(r"(?m)^(EXAMPLES|EXIT STATUS|ENVIRONMENT):?\n", root.get("discussion", ""))
    filled = {"DESCRIPTION": blocks(sections[0])}
    for title, text in zip(sections[1::2], sections[2::2]):
        filled[title] = blocks(text) if title == "EXAMPLES" else definitions(text)
    common = {}
    for _, _, commands in pages:
        for _, command in commands:
            for argument in visible(command):
                title = common_title(argument, command)
                if title:
                    common.setdefault(title, {}).setdefault(names(argument), argument)
    for title in COMMON:
        filled[title] = [line for argument in common[title].values() for line in describe(argument)]
    filled["COMMANDS"] = []
    for name, abstract, commands in pages:
        for words, one in [(name, abstract)] if name not in SHARED else [(w, c["abstract"]) for w, c in commands]:
            filled["COMMANDS"] += [".TP", rf".BR minutectl\-{plain(words)} (1)", inline(one)]
    lines = template.replace("@VERSION@", plain(version)).split("\n")
    return "\n".join(
        line for one in lines for line in (filled[one.strip("@")] if re.fullmatch("@[A-Z ]+@", one) else [one])
    )


def main(template, version, directory):
    root = json.load(sys.stdin)["command"]
    nouns = {one["commandName"]: one for one in subcommands(root)}
    shared = {name for names in SHARED.values() for name in names}
    pages = []
    for name, noun in nouns.items():
        if name in shared and name not in SHARED:
            continue
        inner = [(f"{name} {one['commandName']}", one) for one in subcommands(noun)]
        if name in SHARED:
            inner = [(other, nouns[other]) for other in SHARED[name]]
            for other in SHARED[name][1:]:
                os.symlink(f"minutectl-{name}.1", f"{directory}/minutectl-{other}.1")
        abstract = noun["abstract"] if name not in SHARED else "what needs doing, what is recorded and what is due"
        pages.append((name, abstract, inner or [(name, noun)]))
        with open(f"{directory}/minutectl-{name}.1", "w") as file:
            file.write(page(name, abstract, "" if name in SHARED else noun.get("discussion", ""), pages[-1][2], version))
    with open(template) as source, open(f"{directory}/minutectl.1", "w") as file:
        file.write(overview(root, source.read(), pages, version))


main(*sys.argv[1:])
