#define _GNU_SOURCE
#include "CPeer.h"
#include <errno.h>
#include <sys/socket.h>

int cpeer_credentials(int fd, uid_t *uid, gid_t *gid, pid_t *pid) {
    struct ucred peer;
    socklen_t length = sizeof peer;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0) return errno;
    *uid = peer.uid;
    *gid = peer.gid;
    *pid = peer.pid;
    return 0;
}

int cpeer_groups(int fd, gid_t *groups, int capacity, int *count) {
    socklen_t length = (socklen_t)capacity * sizeof *groups;
    int failed = getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, groups, &length);
    *count = (int)(length / sizeof *groups);
    return failed == 0 ? 0 : errno;
}
