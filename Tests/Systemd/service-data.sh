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

# Adds at least one entry to a daemon's log.
record_something() { # SOCKET
    ask_status "$1"
}
