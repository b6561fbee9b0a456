"""The static site: pages of the published warehouse that open from disk, without a server and without a network."""
