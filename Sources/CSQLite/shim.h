#include <sqlite3.h>

/// Has a misspelt column in double quotes refused, instead of being read as a text. Variadic, so Swift cannot call it.
static inline void csqlite_refuse_quoted_texts(sqlite3 *connection) {
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DDL, 0, (void *)0);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DML, 0, (void *)0);
}
