"""The names of the cities in which sessions are held."""

from masthead.data import Listing, load_data
from masthead.project import Project


class Cities(Listing[dict[str, dict[str, str]]]):
    """City to its name in each language."""


def load_cities(project: Project) -> Cities:
    """Load the table of cities."""
    return load_data(project, "language", "cities.yaml", Cities)
