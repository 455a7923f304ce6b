-- Alone in its file: vacuum refuses to be part of a transaction.
vacuum analyze;
