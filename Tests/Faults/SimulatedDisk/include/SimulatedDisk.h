// A disk in memory for SQLite, under the VFS name "simulated". What was not synchronised is lost, torn or reordered
// in a power cut; any operation can be made to fail; the disk can fill up. Numbers from one seed decide it all.
// One thread, one disk for the process.

#ifndef SIMULATED_DISK_H
#define SIMULATED_DISK_H

#include <stdint.h>

enum disk_fault {
    DISK_WELL = 0,
    // From the given operation on nothing works any more: the power is gone, or the process is.
    DISK_DEAD,
    // The given operation fails, those behind it do not.
    DISK_FAILS,
    // From the given operation on no file can grow.
    DISK_FULL,
};

// Registers the VFS (once) and begins with an empty disk.
void disk_begin(uint64_t seed);

// Has a fault come after so many more writes, truncations and synchronisations.
void disk_arm(enum disk_fault fault, int64_t after);

// Whether the disk is dead, or an operation has failed since it was armed.
int disk_struck(void);

// Writes, truncations and synchronisations so far.
int64_t disk_operations(void);

// Has synchronisations do nothing and say that all is well: a planted fault.
void disk_lies(int lies);

// All handles are closed, and the disk works again. After a power cut it holds what had been synchronised, and of
// what had not been an arbitrary part: sectors of 512 bytes, each kept or not, in any order.
void disk_restart(int power_cut);

#endif
