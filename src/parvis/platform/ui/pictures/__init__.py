"""The signature pictures: strips for time, ribbons for shares, the arc for assemblies."""
