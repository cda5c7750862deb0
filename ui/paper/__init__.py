"""Cards on paper: sheets to print, and pictures of written cards that become plan items."""
