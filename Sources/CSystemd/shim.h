// The parts of libsystemd that Minuted uses: notification, inherited sockets, watchdog, journal.
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>
