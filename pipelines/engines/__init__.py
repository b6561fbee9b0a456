"""Where extraction runs: in process, over a pool of processes, on Spark. What extraction says belongs in ``extract``."""
