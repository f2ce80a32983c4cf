"""The tests, as a package of their own: others bring one of this name along."""
