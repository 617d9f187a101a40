// The parts of libsystemd that Minuted uses: notification, inherited sockets, watchdog, journal.
// The call site is given by swift-log, so the header's macros that would add this file's are left out.
#define SD_JOURNAL_SUPPRESS_LOCATION
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>
