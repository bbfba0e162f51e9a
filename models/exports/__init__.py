"""A plan written out: in a form to apply in Azure, to read, or to draw.

:mod:`models.exports.kinds` lists the kinds; each is a module or package of its own with a
function ``export``. What applying a plan comes to, in no tool's words yet, is
:mod:`models.exports.application`.
"""
