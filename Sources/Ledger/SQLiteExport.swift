// Statements and storage failures are part of what Ledger shows, so whoever imports it has them too.

@_exported public import SQLite
