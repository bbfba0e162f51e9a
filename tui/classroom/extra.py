"""What has to be installed to serve a class."""

EXTRA = "serving a class needs two more packages: pip install 'asrnet[web]'"
