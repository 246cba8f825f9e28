"""Looking for hidden numbers at every exit of the house. ``make leaks`` walks everything; the tests walk a part."""
