// Browsers on a busy machine take their time; what hangs is still found.
jasmine.DEFAULT_TIMEOUT_INTERVAL = 60_000;
