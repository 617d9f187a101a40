// SQLite's settings for the whole process. Swift cannot call sqlite3_config, which takes any number of arguments.
#ifndef CSQLITEMEMORY_H
#define CSQLITEMEMORY_H

/// Has SQLite take memory without counting it (SQLITE_CONFIG_MEMSTATUS). To be called before any database is opened.
/// Returns 0, or SQLite's error when it is too late.
int csqlitememory_stop_counting(void);
#endif
