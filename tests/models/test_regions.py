"""The region catalogue: what ships, what a plan adds, and how regions are found."""

import pytest

from models.regions import RegionCatalogue, catalogue, distance_km
from models.topology import Region

CATALOGUE = catalogue()


def region(name: str, latitude: float | None = None, longitude: float | None = None) -> Region:
    return Region(name=name, display_name=name.title(), latitude=latitude, longitude=longitude)


def test_the_regions_of_the_article_are_there_with_their_names() -> None:
    asia = CATALOGUE["eastasia"]
    assert (asia.display_name, asia.paired_region, asia.cloud) == (
        *("East Asia", "southeastasia", "AzureCloud"),
    )
    assert CATALOGUE.display_name("southeastasia") == "Southeast Asia"


def test_every_pair_is_of_regions_that_there_are_in_one_cloud() -> None:
    for one in CATALOGUE.values():
        if one.paired_region:
            assert CATALOGUE[one.paired_region].cloud == one.cloud


def test_names_are_programmatic_and_distinct() -> None:
    for name, one in CATALOGUE.items():
        assert name == one.name == name.casefold().strip()
        assert one.access == "open" or one.restricted
    displayed = [one.display_name for one in CATALOGUE.values()]
    assert len(set(displayed)) == len(displayed) == len(CATALOGUE)


@pytest.mark.parametrize("name", CATALOGUE)
def test_where_a_region_is_known_it_is_on_the_globe(name: str) -> None:
    one = CATALOGUE[name]
    assert (one.latitude is None) == (one.longitude is None)
    assert -90 <= (one.latitude or 0) <= 90
    assert -180 <= (one.longitude or 0) <= 180


def test_a_plan_adds_regions_of_its_own_and_may_replace_one() -> None:
    own = RegionCatalogue(CATALOGUE.values()).with_regions(
        [region("mars"), Region(name="eastasia", display_name="Ours")]
    )
    assert len(own) == len(CATALOGUE) + 1
    assert list(own)[-1] == "mars"
    assert own.display_name("eastasia") == "Ours"
    assert CATALOGUE.display_name("eastasia") == "East Asia"


def test_a_region_that_is_not_known_is_shown_as_it_is_written() -> None:
    assert CATALOGUE.display_name("atlantis") == "atlantis"
    assert CATALOGUE.get("atlantis") is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("East Asia", "eastasia"),
        ("EASTASIA", "eastasia"),
        ("east  asia", "eastasia"),
        ("eastasai", "eastasia"),
        ("westeurop", "westeurope"),
        ("xyzzy", None),
    ],
)
def test_a_misspelt_region_suggests_the_one_that_was_meant(written: str, meant: str | None) -> None:
    assert CATALOGUE.suggestion(written) == meant


def test_the_distance_is_that_on_the_globe() -> None:
    pole, equator = region("north", 90, 0), region("zero", 0, 0)
    assert distance_km(pole, equator) == pytest.approx(10_007.5, abs=0.5)
    assert distance_km(equator, equator) == 0
    assert distance_km(region("w", 0, -179), region("e", 0, 179)) == pytest.approx(222.4, abs=0.1)
    far = distance_km(CATALOGUE["eastasia"], CATALOGUE["southeastasia"])
    assert far == pytest.approx(2_600, rel=0.05)


def test_there_is_no_distance_where_a_place_is_not_known() -> None:
    assert distance_km(region("here", 1, 1), region("nowhere")) is None
    assert distance_km(region("half", 1, None), region("here", 1, 1)) is None
