"""The real server program with few pages of its files in memory; arguments: KiB for each connection, then its own.

What memory grows by besides those pages is to be seen then: with the programs' own caches it follows the files.
"""

import sys

from app import page_cache
from sync.server.__main__ import main

if __name__ == "__main__":
    page_cache.MOST_KIB = page_cache.LEAST_KIB = int(sys.argv[1])
    main(sys.argv[2:])
