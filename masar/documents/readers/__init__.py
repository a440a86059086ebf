"""
Readers of web pages, Word files and PDF files, run in a process of their own (see `worker.py`).

Nothing here imports the rest of Masar, so that the process starts in a few hundredths of a second.
"""
