// See CSQLiteMemory.h.
#include "CSQLiteMemory.h"
#include <sqlite3.h>

int csqlitememory_stop_counting(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
