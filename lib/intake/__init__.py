"""A reader's own file: read whatever it is, understood, checked, and shown to nobody else.

``files`` reads (each kind of file is one `Reader`), ``columns`` and ``forms`` understand,
``judged`` says what is wrong, ``marked`` gives the file back with its cells marked, ``preview``
makes it the data of a dashboard. Nothing here writes to a disk or to a log.
"""
