"""Which parameter file belongs to which template: seen from the names, never guessed."""

from collections.abc import Iterator, Sequence

from models.formats.arm_template.templates import ParameterFile, Template
from models.formats.azure_names import listed
from models.formats.azure_report import Report
from models.formats.inert import visible

SUBJECT = "parameters"
NOTHING = "it gives no parameter a value"
SEVERAL_FILES = "several parameter files fit {}: import it with one at a time; none was used"
SEVERAL_TEMPLATES = (
    "it fits several templates alike ({}): import each with its own; it was not used"
)
NONE_FITS = "no template that was given declares {}; it was not used"


def paired(
    templates: Sequence[Template], files: Sequence[ParameterFile], report: Report
) -> Iterator[Template]:
    """The templates, each with the values of the file that belongs to it.

    A file belongs to the template that declares all of its parameters; of several, to the one
    that needs most of them and declares fewest others. What stays open is reported.
    """
    chosen: dict[int, list[ParameterFile]] = {}
    for file in files:
        at = _template_of(file, templates, report)
        if at is not None:
            chosen.setdefault(at, []).append(file)
    for at, template in enumerate(templates):
        match chosen.get(at, []):
            case []:
                yield template
            case [file]:
                given = {name.casefold(): node for name, node in file.values.items()}
                yield template._replace(given={**template.given, **given})
            case several:
                for file in several:
                    report.skip(file.source, SUBJECT, SEVERAL_FILES.format(template.source))
                yield template


def _template_of(file: ParameterFile, templates: Sequence[Template], report: Report) -> int | None:
    """The number of the template a file belongs to; ``None`` where that was reported."""
    names = {name.casefold() for name in file.values}
    if not names:
        report.skip(file.source, SUBJECT, NOTHING)
        return None
    fitting = [at for at, template in enumerate(templates) if names <= template.parameters.keys()]
    if not fitting:
        report.skip(file.source, SUBJECT, NONE_FITS.format(_strange(file, templates)))
        return None
    rank = {at: _distance(names, templates[at]) for at in fitting}
    best = [at for at in fitting if rank[at] == min(rank.values())]
    if len(best) > 1:
        named = listed(templates[at].source for at in best)
        report.skip(file.source, SUBJECT, SEVERAL_TEMPLATES.format(named))
        return None
    return best[0]


def _distance(names: set[str], template: Template) -> tuple[int, int]:
    return len(template.needed - names), len(template.parameters.keys() - names)


def _strange(file: ParameterFile, templates: Sequence[Template]) -> str:
    """The parameters of a file that no template has, or else what it is about them together."""
    every = {name for template in templates for name in template.parameters}
    strange = [name for name in file.values if name.casefold() not in every]
    return listed(map(visible, strange)) if strange else "all of its parameters"
