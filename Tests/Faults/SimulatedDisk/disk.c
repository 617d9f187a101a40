// The simulated disk: see SimulatedDisk.h. A file is its content as the process sees it, its content as it is on the
// disk for certain, and the writes in between.

#include "SimulatedDisk.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define SECTOR 512
#define REGIONS 64
#define FILES 16

typedef struct {
    unsigned char *bytes;
    int64_t size, room;
} content;

// A write, or a truncation if it has no bytes.
typedef struct {
    int64_t offset, length;
    unsigned char *bytes;
} change;

typedef struct {
    char path[1024];
    int exists, existed;
    content now, durable;
    change *changes;
    int count, room;
    void *regions[REGIONS];
    int shared[SQLITE_SHM_NLOCK], exclusive[SQLITE_SHM_NLOCK];
    int readers, reserved, owner;
} file;

typedef struct {
    sqlite3_file base;
    file *file;
    int level;
    unsigned held_shared, held_exclusive;
} handle;

static file files[FILES];
static uint64_t numbers;
static int64_t operations, struck_at;
static enum disk_fault armed;
static int struck, lies;
static sqlite3_vfs vfs;

static uint64_t next_number(void) {
    numbers += 0x9E3779B97F4A7C15ull;
    uint64_t z = numbers;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

// MARK: contents

static void put(content *to, int64_t offset, const void *bytes, int64_t length) {
    int64_t end = offset + length;
    if (end > to->room) {
        to->room = end * 2;
        to->bytes = realloc(to->bytes, (size_t)to->room);
    }
    if (end > to->size) {
        if (offset > to->size) memset(to->bytes + to->size, 0, (size_t)(offset - to->size));
        to->size = end;
    }
    if (length > 0) memcpy(to->bytes + offset, bytes, (size_t)length);
}

static void copy(content *to, const content *from) {
    to->size = 0;
    put(to, 0, from->bytes, from->size);
    to->size = from->size;
}

static void forget_changes(file *f) {
    for (int i = 0; i < f->count; i++) free(f->changes[i].bytes);
    f->count = 0;
}

static void note_change(file *f, int64_t offset, const void *bytes, int64_t length) {
    if (f->count == f->room) {
        f->room = f->room ? f->room * 2 : 64;
        f->changes = realloc(f->changes, sizeof(change) * (size_t)f->room);
    }
    change *c = &f->changes[f->count++];
    *c = (change){offset, length, NULL};
    if (bytes) {
        c->bytes = malloc((size_t)length + 1);
        memcpy(c->bytes, bytes, (size_t)length);
    }
}

// What a power cut leaves of the changes since the last synchronisation, in `durable`.
static void lose(file *f) {
    for (int i = f->count - 1; i > 0; i--) {
        int j = (int)(next_number() % (uint64_t)(i + 1));
        change other = f->changes[i];
        f->changes[i] = f->changes[j];
        f->changes[j] = other;
    }
    int kept = (int)(next_number() % 4);
    for (int i = 0; i < f->count; i++) {
        change *c = &f->changes[i];
        if (!c->bytes) {
            if (next_number() % 2 && c->offset < f->durable.size) f->durable.size = c->offset;
            continue;
        }
        for (int64_t at = 0; at < c->length;) {
            int64_t end = ((c->offset + at) / SECTOR + 1) * SECTOR - c->offset;
            if (end > c->length) end = c->length;
            if ((int)(next_number() % 4) <= kept && kept > 0) put(&f->durable, c->offset + at, c->bytes + at, end - at);
            at = end;
        }
    }
}

// MARK: faults

// Counts an operation that changes the disk; says how it fails, or SQLITE_OK.
static int strike(int code) {
    if (struck && armed == DISK_DEAD) return code;
    operations++;
    if (armed == DISK_WELL || armed == DISK_FULL || operations < struck_at) return SQLITE_OK;
    struck = 1;
    if (armed == DISK_FAILS) armed = DISK_WELL;
    return code;
}

static int is_dead(void) { return struck && armed == DISK_DEAD; }

static int is_full(void) {
    if (armed != DISK_FULL || operations < struck_at) return 0;
    struck = 1;
    return 1;
}

// MARK: files

static file *find(const char *path, int create) {
    file *empty = NULL;
    for (int i = 0; i < FILES; i++) {
        if (files[i].path[0] == 0) {
            if (!empty) empty = &files[i];
        } else if (strcmp(files[i].path, path) == 0) {
            return &files[i];
        }
    }
    if (create && empty && strlen(path) < sizeof empty->path) {
        strcpy(empty->path, path);
        return empty;
    }
    return NULL;
}

static void free_regions(file *f) {
    for (int i = 0; i < REGIONS; i++) {
        free(f->regions[i]);
        f->regions[i] = NULL;
    }
}

static int disk_close(sqlite3_file *base) {
    (void)base;
    return SQLITE_OK;
}

static int disk_read(sqlite3_file *base, void *to, int length, sqlite3_int64 offset) {
    file *f = ((handle *)base)->file;
    if (is_dead()) return SQLITE_IOERR_READ;
    int64_t there = f->now.size > offset ? f->now.size - offset : 0;
    if (there > length) there = length;
    if (there > 0) memcpy(to, f->now.bytes + offset, (size_t)there);
    if (there == length) return SQLITE_OK;
    memset((char *)to + there, 0, (size_t)(length - there));
    return SQLITE_IOERR_SHORT_READ;
}

static int disk_write(sqlite3_file *base, const void *bytes, int length, sqlite3_int64 offset) {
    file *f = ((handle *)base)->file;
    int code = strike(SQLITE_IOERR_WRITE);
    if (code) {
        // Part of it may have got through.
        int part = (int)(next_number() % (uint64_t)(length + 1));
        if (part > 0) {
            put(&f->now, offset, bytes, part);
            note_change(f, offset, bytes, part);
        }
        return code;
    }
    if (offset + length > f->now.size && is_full()) return SQLITE_FULL;
    put(&f->now, offset, bytes, length);
    note_change(f, offset, bytes, length);
    return SQLITE_OK;
}

static int disk_truncate(sqlite3_file *base, sqlite3_int64 size) {
    file *f = ((handle *)base)->file;
    int code = strike(SQLITE_IOERR_TRUNCATE);
    if (code) return code;
    if (size < f->now.size) {
        f->now.size = size;
        note_change(f, size, NULL, 0);
    }
    return SQLITE_OK;
}

static int disk_sync(sqlite3_file *base, int flags) {
    file *f = ((handle *)base)->file;
    (void)flags;
    int code = strike(SQLITE_IOERR_FSYNC);
    if (code) return code;
    if (lies) return SQLITE_OK;
    copy(&f->durable, &f->now);
    forget_changes(f);
    f->existed = 1;
    // File systems write names in order: with this file, what was deleted before is gone for good. The log also
    // synchronises its directory once its files are made, which nothing here sees.
    for (int i = 0; i < FILES; i++) {
        if (files[i].exists) continue;
        files[i].existed = 0;
        files[i].durable.size = 0;
    }
    return SQLITE_OK;
}

static int disk_size(sqlite3_file *base, sqlite3_int64 *size) {
    *size = ((handle *)base)->file->now.size;
    return SQLITE_OK;
}

static int disk_lock(sqlite3_file *base, int level) {
    handle *h = (handle *)base;
    file *f = h->file;
    if (h->level >= level) return SQLITE_OK;
    if (level == SQLITE_LOCK_SHARED) {
        if (f->owner) return SQLITE_BUSY;
        f->readers++;
    } else if (level == SQLITE_LOCK_RESERVED) {
        if (f->reserved) return SQLITE_BUSY;
        f->reserved = 1;
    } else if (level == SQLITE_LOCK_EXCLUSIVE) {
        if (f->readers > 1 || (f->reserved && h->level < SQLITE_LOCK_RESERVED)) return SQLITE_BUSY;
        f->owner = 1;
        f->reserved = 1;
    }
    h->level = level;
    return SQLITE_OK;
}

static int disk_unlock(sqlite3_file *base, int level) {
    handle *h = (handle *)base;
    file *f = h->file;
    if (h->level <= level) return SQLITE_OK;
    if (h->level == SQLITE_LOCK_EXCLUSIVE) f->owner = 0;
    if (h->level >= SQLITE_LOCK_RESERVED) f->reserved = 0;
    if (level == SQLITE_LOCK_NONE && h->level >= SQLITE_LOCK_SHARED) f->readers--;
    h->level = level;
    return SQLITE_OK;
}

static int disk_reserved(sqlite3_file *base, int *result) {
    *result = ((handle *)base)->file->reserved;
    return SQLITE_OK;
}

static int disk_control(sqlite3_file *base, int operation, void *argument) {
    (void)base, (void)operation, (void)argument;
    return SQLITE_NOTFOUND;
}

static int disk_sector(sqlite3_file *base) {
    (void)base;
    return SECTOR;
}

static int disk_traits(sqlite3_file *base) {
    (void)base;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

// MARK: the index of a write-ahead log, which is memory

static int disk_shm_map(sqlite3_file *base, int number, int size, int extend, void volatile **to) {
    file *f = ((handle *)base)->file;
    *to = NULL;
    if (number >= REGIONS) return SQLITE_IOERR_SHMMAP;
    if (!f->regions[number] && extend) f->regions[number] = calloc(1, (size_t)size);
    *to = f->regions[number];
    return SQLITE_OK;
}

static int disk_shm_lock(sqlite3_file *base, int offset, int count, int flags) {
    handle *h = (handle *)base;
    file *f = h->file;
    for (int i = offset; i < offset + count; i++) {
        unsigned bit = 1u << i;
        if (flags & SQLITE_SHM_UNLOCK) {
            if (h->held_shared & bit) f->shared[i]--;
            if (h->held_exclusive & bit) f->exclusive[i] = 0;
            h->held_shared &= ~bit;
            h->held_exclusive &= ~bit;
        } else if (flags & SQLITE_SHM_SHARED) {
            if (h->held_shared & bit) continue;
            if (f->exclusive[i]) return SQLITE_BUSY;
            f->shared[i]++;
            h->held_shared |= bit;
        } else {
            int others = f->shared[i] - (h->held_shared & bit ? 1 : 0);
            if ((f->exclusive[i] && !(h->held_exclusive & bit)) || others > 0) {
                for (int j = offset; j < i; j++) {
                    f->exclusive[j] = 0;
                    h->held_exclusive &= ~(1u << j);
                }
                return SQLITE_BUSY;
            }
            f->exclusive[i] = 1;
            h->held_exclusive |= bit;
        }
    }
    return SQLITE_OK;
}

static void disk_shm_barrier(sqlite3_file *base) { (void)base; }

static int disk_shm_unmap(sqlite3_file *base, int delete) {
    if (delete) free_regions(((handle *)base)->file);
    return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    2,           disk_close,  disk_read,     disk_write,   disk_truncate,  disk_sync,        disk_size,
    disk_lock,   disk_unlock, disk_reserved, disk_control, disk_sector,    disk_traits,      disk_shm_map,
    disk_shm_lock, disk_shm_barrier, disk_shm_unmap, 0, 0,
};

// MARK: names

static int disk_open(sqlite3_vfs *v, const char *name, sqlite3_file *base, int flags, int *out) {
    (void)v;
    handle *h = (handle *)base;
    memset(h, 0, sizeof *h);
    if (is_dead()) return SQLITE_CANTOPEN;
    file *f = find(name ? name : "temporary", 1);
    if (!f) return SQLITE_CANTOPEN;
    if (!f->exists) {
        if (!(flags & SQLITE_OPEN_CREATE) && name) return SQLITE_CANTOPEN;
        f->exists = 1;
        f->now.size = 0;
    }
    h->file = f;
    h->base.pMethods = &methods;
    if (out) *out = flags;
    return SQLITE_OK;
}

static int disk_delete(sqlite3_vfs *v, const char *name, int sync_directory) {
    (void)v;
    file *f = find(name, 0);
    if (!f || !f->exists) return SQLITE_IOERR_DELETE_NOENT;
    int code = strike(SQLITE_IOERR_DELETE);
    if (code) return code;
    f->exists = 0;
    f->now.size = 0;
    forget_changes(f);
    if (sync_directory || next_number() % 2) {
        f->existed = 0;
        f->durable.size = 0;
    }
    return SQLITE_OK;
}

static int disk_access(sqlite3_vfs *v, const char *name, int flags, int *result) {
    (void)v, (void)flags;
    file *f = find(name, 0);
    *result = f && f->exists;
    return SQLITE_OK;
}

static int disk_full_path(sqlite3_vfs *v, const char *name, int length, char *to) {
    (void)v;
    sqlite3_snprintf(length, to, "%s", name);
    return SQLITE_OK;
}

void disk_begin(uint64_t seed) {
    if (!vfs.zName) {
        sqlite3_vfs *system = sqlite3_vfs_find(NULL);
        vfs = *system;
        vfs.szOsFile = sizeof(handle);
        vfs.mxPathname = 1023;
        vfs.zName = "simulated";
        vfs.pNext = NULL;
        vfs.xOpen = disk_open;
        vfs.xDelete = disk_delete;
        vfs.xAccess = disk_access;
        vfs.xFullPathname = disk_full_path;
        sqlite3_vfs_register(&vfs, 0);
    }
    for (int i = 0; i < FILES; i++) {
        file *f = &files[i];
        forget_changes(f);
        free_regions(f);
        free(f->changes);
        free(f->now.bytes);
        free(f->durable.bytes);
        memset(f, 0, sizeof *f);
    }
    numbers = seed;
    operations = struck_at = 0;
    armed = DISK_WELL;
    struck = lies = 0;
}

void disk_arm(enum disk_fault fault, int64_t after) {
    armed = fault;
    struck = 0;
    struck_at = operations + after;
}

int disk_struck(void) { return struck; }

int64_t disk_operations(void) { return operations; }

void disk_lies(int now) { lies = now; }

void disk_restart(int power_cut) {
    armed = DISK_WELL;
    struck = 0;
    for (int i = 0; i < FILES; i++) {
        file *f = &files[i];
        if (f->path[0] == 0) continue;
        free_regions(f);
        memset(f->shared, 0, sizeof f->shared);
        memset(f->exclusive, 0, sizeof f->exclusive);
        f->readers = f->reserved = f->owner = 0;
        if (!power_cut) continue;
        if (f->exists && !f->existed && next_number() % 2) {
            f->exists = 0;
            f->durable.size = 0;
        } else {
            if (!f->exists && f->existed) f->exists = 1;
            if (f->exists) lose(f);
        }
        forget_changes(f);
        copy(&f->now, &f->durable);
    }
}
