"""Pictures that a project brings along: looked at before anything prints them."""
