"""Building on a cluster: tasks are done by workers on any number of machines, through Dask."""
