"""The web desk: pages, access, sessions; reads stores and writes what people decide."""
