"""Reading an estate live from Azure, with the rights of whoever is signed in.

Nothing is ever written there: the only calls are GET and the query of Resource Graph, which
is a POST that reads. What comes back becomes documents as files would hold them
(:mod:`models.formats.documents`), so that everything after that is the import of files.

Microsoft's packages are an extra, ``asrnet[azure]``. They are imported by
:mod:`models.live.reading` when it is called, and by what only that imports.
"""
