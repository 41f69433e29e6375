"""How every page looks: template tags, components, typography, built assets."""
