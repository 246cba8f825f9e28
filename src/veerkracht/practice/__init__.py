"""Practice: what people do with what they learnt. First of all their commitments."""
