"""The functions of ARM templates that need nothing but their arguments.

https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions
"""

from models.formats.arm_template.functions import addresses, lists, logic, numbers, texts

FUNCTIONS = {
    **addresses.FUNCTIONS,
    **lists.FUNCTIONS,
    **logic.FUNCTIONS,
    **numbers.FUNCTIONS,
    **texts.FUNCTIONS,
}
"""By their names in lower case."""
