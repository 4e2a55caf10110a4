"""What a lesson shows: prose with numbers, tables, charts and maps, each with its sentence."""
