// Who is at the other end of a Unix socket, as the kernel says it (SO_PEERCRED, SO_PEERGROUPS).
// Swift cannot import struct ucred, so it is wrapped here.
#ifndef CPEER_H
#define CPEER_H
#include <stdint.h>
#include <sys/types.h>

/// Fills in the user, primary group and process of the peer. Returns 0, or an errno.
int cpeer_credentials(int fd, uid_t *uid, gid_t *gid, pid_t *pid);

/// Fills `groups` (room for `capacity`) with the peer's supplementary groups and sets `count`.
/// Returns 0, or an errno (ERANGE when `capacity` is too small; `count` then says what is needed).
int cpeer_groups(int fd, gid_t *groups, int capacity, int *count);
#endif
