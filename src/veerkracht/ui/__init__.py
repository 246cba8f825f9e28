"""How every page looks: components, tokens, icons, the gallery and shared browser modules."""
