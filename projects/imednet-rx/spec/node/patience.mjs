// Ends a spec that hangs. No spec is judged by its speed: machines are noisy.
jasmine.DEFAULT_TIMEOUT_INTERVAL = 60_000;
