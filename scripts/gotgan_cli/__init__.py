"""The one command line of Gotgan. Needs only Python 3.10 and its standard library."""
