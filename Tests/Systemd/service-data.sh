# What service-checks.sh has to know of the control interface: how to ask, how to record something, and how to
# see that it is kept. Sourced inside the booted system.

# The state of a daemon, for people; starts it where the socket does.
ask_status() { # SOCKET
    timeout 20 minutectl --socket "$1" status
}

# The number of entries in a daemon's log.
count_entries() { # SOCKET
    timeout 20 minutectl --socket "$1" -o json status | grep -o '"entries" *: *[0-9]*' | grep -o '[0-9]*$'
}

# Adds an entry to a daemon's log: a person of that name.
record_something() { # SOCKET WORD
    timeout 20 minutectl --socket "$1" person register "Councillor $2, Group Test" --kind councillor
}

# Puts the history of a council into a daemon's empty log.
restore_history() { # SOCKET
    timeout 20 minutectl --socket "$1" log restore /run/service-test/history.ndjson
}

# Who recorded the last entry.
recorder() { # SOCKET
    timeout 20 minutectl --socket "$1" -o json log list --newest-first --limit 1 | grep -o '"actor" *: *"[^"]*"'
}
