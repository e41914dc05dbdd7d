"""Units of measure: one name for each, and how one is reckoned into another."""

from fractions import Fraction

# Each line: dimension, then unit=size/other names. Sizes are in the first unit of the line.
_TABLE = """
length m=1/metre/metres/meter/meters km=1000/kilometre/kilometres/kilometer/kilometers/kms
length cm=0.01/centimetre/centimetres/centimeter/centimeters
length mm=0.001/millimetre/millimetres/millimeter/millimeters
length mile=1609.344/miles/mi foot=0.3048/feet/ft inch=0.0254/inches yard=0.9144/yards/yd
mass kg=1/kilogram/kilograms/kilogramme/kilogrammes/kilo/kilos
mass gram=0.001/grams/gramme/grammes/gm tonne=1000/tonnes mg=0.000001/milligram/milligrams
mass pound=0.45359237/pounds/lb/lbs ounce=0.028349523125/ounces/oz
time second=1/seconds/sec/secs minute=60/minutes/min/mins hour=3600/hours/hr/hrs/h
time day=86400/days week=604800/weeks/wk/wks fortnight=1209600/fortnights
age year=12/years/yr/yrs month=1/months decade=120/decades century=1200/centuries
volume litre=1/litres/liter/liters/l ml=0.001/millilitre/millilitres/milliliter/milliliters
area hectare=1/hectares/ha
part percent=1/percentage/percents
warmth celsius=1/centigrade
heat fahrenheit=1
turn degree=1/degrees
speed kmh=1/kph
money dollar=1/dollars/usd/bucks cent=0.01/cents
pay euro=1/euros/eur
power watt=1/watts/w kw=1000/kilowatt/kilowatts
"""


def _read() -> tuple[dict[str, str], dict[str, tuple[str, Fraction]]]:
    names: dict[str, str] = {}
    sizes = {}
    for line in _TABLE.strip().splitlines():
        dimension, *entries = line.split()
        for entry in entries:
            first, *others = entry.split("/")
            name, size = first.split("=")
            sizes[name] = (dimension, Fraction(size))
            names |= dict.fromkeys((name, *others), name)
    return names, sizes


# Every name of a unit to the one that stands for all; and that one to dimension and size.
UNITS, SIZES = _read()
