"""What is true of an estate and what follows from it when Azure Site Recovery fails it over.

Plain values and pure functions: facts (:mod:`models.topology`), decisions
(:mod:`models.plan`), rules (:mod:`models.rules`) and their results
(:mod:`models.assign`). Nothing here knows a screen, a terminal or a network connection.
"""
