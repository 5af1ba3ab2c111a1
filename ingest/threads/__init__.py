"""Discussion archives in, threads of the library out: one importer for each platform."""
