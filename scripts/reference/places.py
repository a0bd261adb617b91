"""To build the table of places: capitals, larger cities, countries' seats and the venues of diplomacy."""

import csv

from sources import EDITORS, GEONAMES, OURS, alpha3, cities, countries, write

from memcon.spelling import fold

LEAST = 100_000
# Capitals as the press writes them where GeoNames differs or lists them smaller.
OTHER_NAMES = {
    "Kyiv": "Kiev",
    "Washington": "Washington, D.C.;Washington DC",
    "Beijing": "Peking",
    "Mumbai": "Bombay",
    "Ho Chi Minh City": "Saigon",
    "Kolkata": "Calcutta",
    "Chennai": "Madras",
    "Yangon": "Rangoon",
    "Nur-Sultan": "Astana",
    "Saint Petersburg": "St. Petersburg;Leningrad",
    "Rome": "Roma",
    "The Hague": "Hague",
    "Jerusalem": "East Jerusalem",
    "New York City": "New York",
    "Geneva": "Genève",
    "Chisinau": "Kishinev",
    "Almaty": "Alma-Ata",
    "Tbilisi": "Tiflis",
    "Podgorica": "Titograd",
    "Sanaa": "Sana'a;Sana",
    "Nay Pyi Taw": "Naypyidaw",
    "Macau": "Macao",
    "Tehran": "Teheran",
    "Kharkiv": "Kharkov",
    "Lviv": "Lvov",
    "Odessa": "Odesa",
    "Hanoi": "Ha Noi",
    "Cologne": "Köln",
    "Munich": "München",
    "Pyongyang": "P'yongyang",
}
# Towns below the limit that diplomacy made known.
TOWNS = {("Bonn", "DEU"), ("Ramallah", "PSE"), ("Luxembourg", "LUX"), ("Strasbourg", "FRA"), ("Dayton", "USA")}
ALSO = [
    ("Washington", "Washington, D.C.;Washington DC;Washington D.C.", "USA", 38.8951, -77.0364),
    ("Naypyitaw", "Naypyidaw;Nay Pyi Taw", "MMR", 19.7450, 96.1297),
    ("Vatican City", "", "VAT", 41.9024, 12.4533),
    ("East Berlin", "", "DDR", 52.5200, 13.4500),
    ("Reykjavik", "Reykjavík", "ISL", 64.1355, -21.8954),
    ("Canberra", "", "AUS", -35.2835, 149.1281),
    ("Bern", "Berne", "CHE", 46.9481, 7.4474),
    ("Bogota", "Bogotá", "COL", 4.6097, -74.0818),
]


def build_places() -> None:
    """`places.csv`: id, name, variants, country, kind, coordinates; capitals first, then by population."""
    codes, capitals = alpha3(), {(fold(c["capital"]), c["iso3"]) for c in countries().values()}
    rows: dict[str, tuple[object, ...]] = {}
    with (OURS / "venues.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            add(rows, (row["name"], row["variants"], row["country"], row["kind"], row["lat"], row["lon"], EDITORS))
    for also in ALSO:
        add(rows, (*also[:3], "city", *also[3:], EDITORS))
    for city in sorted(cities(15000), key=lambda c: -int(str(c["population"]))):
        name, country = str(city["name"]), codes.get(str(city["countrycode"]), "")
        capital = (fold(name), country) in capitals
        if capital or (name, country) in TOWNS or int(str(city["population"])) >= LEAST:
            where = round(float(str(city["latitude"])), 3), round(float(str(city["longitude"])), 3)
            add(rows, (name, OTHER_NAMES.get(name, ""), country, "city", *where, GEONAMES))
    add_towns(rows)
    columns = ("id", "name", "variants", "country", "kind", "lat", "lon", "source")
    write("places.csv", columns, [(key, *row) for key, row in rows.items()])


def add_towns(rows: dict[str, tuple[object, ...]]) -> None:
    """The towns of `towns.csv`: further names of a place that is there, or a place of its own, with coordinates."""
    with (OURS / "towns.csv").open(encoding="utf-8", newline="") as file:
        for town in csv.DictReader(file):
            if town["lat"]:
                source = GEONAMES if town["source"] == "geonames" else EDITORS
                add(rows, (town["name"], town["variants"], town["country"], "city", town["lat"], town["lon"], source))
                continue
            key = key_of(town["name"], town["country"])
            name, variants, *rest = rows[key]
            rows[key] = (name, ";".join(v for v in (str(variants), town["variants"]) if v), *rest)


def key_of(name: str, country: str) -> str:
    """The readable id of a place."""
    return "place:" + "-".join([*fold(name).split(), country.lower() or "xx"])


def add(rows: dict[str, tuple[object, ...]], row: tuple[object, ...]) -> None:
    """A place under a readable id, unless a larger one of that name and country stands there."""
    rows.setdefault(key_of(str(row[0]), str(row[2])), row)


if __name__ == "__main__":
    build_places()
