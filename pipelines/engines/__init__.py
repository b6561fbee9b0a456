"""Where extraction runs: in process or over a pool of processes. What extraction says belongs in ``extract``."""
