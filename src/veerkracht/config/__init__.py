"""The top of the house: settings, addresses, the server's entry and the demo."""
