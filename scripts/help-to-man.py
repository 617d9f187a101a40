"""Makes minutectl(1) of what `minutectl --experimental-dump-help` says: every command with its options.

    minutectl --experimental-dump-help | python3 help-to-man.py VERSION > minutectl.1
"""

import json
import re
import sys

# Options that many commands take are described once, under the title that the command line's own help gives them.
COMMON = {
    "Options of every recording": {"command-id", "expected-version", "dry-run"},
    "Options of every query": {"as-at", "as-known-on", "at-least"},
    "Options of every command": {"socket", "host", "output", "no-legend", "no-pager", "full"},
}

SEE_ALSO = r"""
.SH SEE ALSO
.BR minuted (8),
.BR minuted.yaml (5),
.BR journalctl (1)
.PP
.I /usr/share/doc/minuted/VERBS.md.gz
lists every verb with the role it needs, what it records, and how that is put right.
"""


def plain(text):
    """Text as roff shows it: backslashes and leading dots mean themselves."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return re.sub(r"(?m)^([.'])", r"\\&\1", text)


def inline(text):
    """Running text, with what stands between backquotes in bold."""
    parts = text.split("`")
    return "".join(rf"\fB{plain(part)}\fR" if index % 2 else plain(part) for index, part in enumerate(parts))


def blocks(text):
    """Paragraphs and indented examples; a line in capitals that ends with a colon or stands alone is a heading."""
    out, example = [], []

    def end_example():
        if example:
            out.extend([".RS 4", ".nf", *(plain(line) for line in example), ".fi", ".RE"])
            example.clear()

    for line in text.strip("\n").split("\n"):
        if line.startswith("  ") and line.strip():
            example.append(line[2:])
            continue
        end_example()
        if not line.strip():
            out.append(".PP")
        elif re.fullmatch(r"[A-Z][A-Z ]+:?", line.strip()):
            out.extend([".PP", rf"\fI{plain(line.strip().rstrip(':').capitalize())}:\fR"])
        else:
            out.append(inline(line))
    end_example()
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


def common_title(argument, command):
    """The title under which the argument is described once; None if it is the command's own."""
    own = {name["name"] for name in argument.get("names", [])}
    present = {name["name"] for one in visible(command) for name in one.get("names", [])}
    for title, group in COMMON.items():
        # A command with only one of a group means something else by it.
        if own & group and group <= present:
            return title
    return None


def visible(command):
    return [argument for argument in command.get("arguments", []) if argument.get("shouldDisplay", True)]


def synopsis(command, words):
    shown = [rf"\fBminutectl\fR \fB{plain(words)}\fR"]
    for argument in visible(command):
        if common_title(argument, command) or argument_is_help(argument):
            continue
        if argument["kind"] == "positional" or not argument.get("isOptional"):
            text = names(argument).split(", ")[-1] if argument["kind"] != "positional" else names(argument)
            shown.append(rf"[{text}]" if argument.get("isOptional") else text)
    return " ".join(shown)


def argument_is_help(argument):
    return any(name["name"] in ("help", "h", "version") for name in argument.get("names", []))


def commands(command, words=""):
    """All commands that can be given, with their words."""
    inner = [one for one in command.get("subcommands", []) if one.get("shouldDisplay", True)]
    inner = [one for one in inner if one["commandName"] != "help"]
    if words and not inner:
        yield words, command
    for one in inner:
        yield from commands(one, (words + " " + one["commandName"]).strip())


def page(root, version):
    sections = re.split(r"(?m)^(EXAMPLES|EXIT STATUS|ENVIRONMENT):?\n", root.get("discussion", ""))
    out = [
        rf'.TH MINUTECTL 1 "" "Minuted {plain(version)}" "User Commands"',
        ".SH NAME",
        rf"minutectl \- {plain(root['abstract'].rstrip('.').lower())}",
        ".SH SYNOPSIS",
        r"\fBminutectl\fR [\fIoptions\fR] \fInoun\fR \fIverb\fR [\fIarguments\fR]",
        ".SH DESCRIPTION",
        *blocks(sections[0]),
        ".SH COMMANDS",
    ]
    common = {}
    for words, command in commands(root):
        out += [f".SS {plain(words)}", synopsis(command, words), ".PP", inline(command.get("abstract", ""))]
        for argument in visible(command):
            title = common_title(argument, command)
            if title:
                common.setdefault(title, {}).setdefault(names(argument), argument)
            elif not argument_is_help(argument):
                out += describe(argument)
        if command.get("discussion"):
            out += [".PP", *blocks(command["discussion"])]
    for title in COMMON:
        if title in common:
            out += [f".SH {title.upper()}"]
            for argument in common[title].values():
                out += describe(argument)
    for title, text in zip(sections[1::2], sections[2::2]):
        out += [f".SH {title}", *blocks(text)]
    return "\n".join(line for line in out if line.strip()) + SEE_ALSO


print(page(json.load(sys.stdin)["command"], sys.argv[1]), end="")
