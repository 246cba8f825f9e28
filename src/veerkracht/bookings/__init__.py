"""An employer books colleagues, a school its class; who is booked answers for themselves."""
