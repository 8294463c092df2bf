"""How long a filter click takes until the map is painted, and what it sends over the wire."""
