"""The ground floor: words every app needs, none of them about health or training."""
