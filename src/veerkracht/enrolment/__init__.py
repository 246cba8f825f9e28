"""Places in an edition: granted once, waited for in order, offered at once when one comes free."""
