"""Countries and municipalities of an activity."""

from __future__ import annotations

from lxml.etree import _Element as Element

from lib.iati.found import Found, code_of, first, of_name, plain
from lib.iati.known import Known
from lib.schema import SEPARATOR

WHOLE = 100.0
POPULATED_PLACE = "2"


def countries_of(activity: Element) -> list[str]:
    """The countries that an activity says it is in, by itself or by its transactions."""
    own = [code_of(each).upper() for each in of_name(activity, "recipient-country")]
    if own:
        return own
    paid = (first(each, "recipient-country") for each in of_name(activity, "transaction"))
    return sorted({code_of(each).upper() for each in paid if each is not None})


def is_here(known: Known, activity: Element) -> bool:
    """Whether an activity is in the dashboard's country: it says so, or, where it names none,
    one of its locations lies in a municipality."""
    country, said = known.config.iati.country, countries_of(activity)
    if not country or country in said:
        return True
    return not said and any(place_of(known, each) for each in of_name(activity, "location"))


def in_other_country(known: Known, element: Element) -> bool:
    """Whether a transaction says that it is in another country."""
    country, said = known.config.iati.country, code_of(first(element, "recipient-country")).upper()
    return bool(country and said and said != country)


def in_several_countries(known: Known, activity: Element) -> bool:
    """Whether an activity is in this country only in part."""
    said = of_name(activity, "recipient-country")
    others = {code_of(each).upper() for each in said} - {known.config.iati.country, ""}
    regions = [each for each in of_name(activity, "recipient-region") if each.get("percentage")]
    return bool(known.config.iati.country and others) or bool(said and regions)


def countries(found: Found, elements: list[Element]) -> None:
    """Other countries are left out; every row is in the dashboard's own."""
    country = found.known.config.iati.country
    for each in elements:
        if country and code_of(each).upper() != country:
            found.lost(each, "other_country")


def place_of(known: Known, location: Element) -> str:
    """The municipality that a location is or lies in: by its own reference, name or point."""
    reference = code_of(location, "ref")
    if reference in known.places.index:
        return reference
    return known.named(_name(location)) or known.place_at(_position(location))


def locations(found: Found, elements: list[Element]) -> None:
    """The municipalities of an activity, and what smaller places it names."""
    places: list[str] = []
    settlements: list[str] = []
    shares: list[str] = []
    for each in elements:
        name, place = _name(each), place_of(found.known, each)
        inside = found.known.named(name) or (place == code_of(each, "ref") and place)
        is_settlement = bool(name) and not inside and (place or not _position(each))
        if not place and not is_settlement:
            found.lost(each, "place")
            continue
        places += [place] if place and place not in places else []
        settlements += [name] if is_settlement and name not in settlements else []
        found.take(each, "municipality_ids" if place else "settlement", "")
        if code_of(each, "percentage"):
            shares.append(f"{name or place} {code_of(each, 'percentage')} %")
    found.cells["municipality_ids"] = SEPARATOR.join(places)
    found.cells["settlement"] = "; ".join(settlements)
    if shares:
        found.kept(elements[0], "; ".join(shares), "shares")


def _name(location: Element) -> str:
    name = first(location, "name")
    narrative = None if name is None else first(name, "narrative")
    return plain(name if narrative is None else narrative)


def _position(location: Element) -> str:
    """Latitude and longitude, as 2.0x and 1.0x write them; "" for none."""
    point, coordinates = first(location, "point"), first(location, "coordinates")
    if point is not None:
        return plain(first(point, "pos"))
    if coordinates is None:
        return ""
    return f"{code_of(coordinates, 'latitude')} {code_of(coordinates, 'longitude')}".strip()
