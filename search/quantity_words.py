"""Words for numbers and units in the languages of the field, folded as `search.analysis.fold` does.

What is not here is no fault: a unit that is not known counts as an ordinary word.
"""

from __future__ import annotations

_UNITS = {
    "%": "% percent per_cent pour_cent por_ciento por_cento pct",
    "m": "m metre metres meter meters metro metros",
    "km": "km kilometre kilometres kilometer kilometers kilometro kilometros",
    "cm": "cm centimetre centimetres centimeter centimeters centimetro centimetros",
    "mm": "mm millimetre millimetres millimeter millimeters milimetro milimetros",
    "inch": "inch inches pouce pouces pulgada pulgadas polegada polegadas",
    "m2": "m2 square_metre square_metres square_meters metres_carres metros_cuadrados",
    "m3": "m3 cubic_metre cubic_metres cubic_meter cubic_meters metre_cube metres_cubes"
    " metro_cubico metros_cubicos",
    "l": "l litre litres liter liters litro litros",
    "ml": "ml millilitre millilitres milliliters mililitros",
    "ha": "ha hectare hectares hectarea hectareas",
    "ug": "ug μg microgram micrograms",
    "mg": "mg milligram milligrams milligramme milligrammes miligramo miligramos miligramas",
    "g": "g gram grams gramme grammes gramo gramos grama gramas",
    "kg": "kg kilogram kilograms kilogramme kilogrammes kilogramo kilogramos quilogramas",
    "t": "t tonne tonnes ton tons tonelada toneladas",
    "s": "s sec second seconds seconde secondes segundo segundos",
    "min": "min mins minute minutes minuto minutos",
    "h": "h hr hrs hour hours heure heures hora horas",
    "day": "d day days jour jours dia dias",
    "week": "week weeks semaine semaines semana semanas",
    "month": "month months mois mes meses",
    "year": "year years yr yrs an ans annee annees ano anos",
    "bar": "bar bars",
    "kpa": "kpa", "mpa": "mpa", "psi": "psi", "mca": "mca", "ntu": "ntu", "ppm": "ppm",
    "kw": "kw", "kwh": "kwh", "w": "w", "hp": "hp", "mld": "mld", "lpcd": "lpcd",
    "°c": "°c degrees_celsius celsius",
    "usd": "$ usd us$ dollar dollars dolares",
    "eur": "€ eur euro euros",
    "gbp": "£ gbp",
    "person": "person persons people capita inhabitant inhabitants personne personnes habitant"
    " habitants persona personas habitante habitantes pessoa pessoas",
    "household": "household households menage menages hogar hogares",
    "connection": "connection connections conn branchement branchements conexion conexiones",
}  # fmt: skip
UNITS = {
    spelling.replace("_", " "): canonical
    for canonical, spellings in _UNITS.items()
    for spelling in spellings.split()
}
"""Spelling to canonical unit."""

MULTIPLIERS = {
    "thousand": 10**3, "mille": 10**3, "mil": 10**3, "million": 10**6, "millions": 10**6,
    "millon": 10**6, "millones": 10**6, "milhao": 10**6, "milhoes": 10**6, "billion": 10**9,
    "milliard": 10**9, "milliards": 10**9,
}  # fmt: skip

# "One" is left out: in most of these languages it is the article as well.
_VALUES = (*range(2, 13), 15, 20, 30, 40, 50, 60, 70, 80, 90, 100)
_NUMBERS = {
    "en": "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty"
    " fifty sixty seventy eighty ninety hundred",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante"
    " cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix cent",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta"
    " cuarenta cincuenta sesenta setenta ochenta noventa cien",
    "pt": "dois tres quatro cinco seis sete oito nove dez onze doze quinze vinte trinta quarenta"
    " cinquenta sessenta setenta oitenta noventa cem",
}
NUMBERS = {
    language: {word: str(value) for word, value in zip(words.split(), _VALUES, strict=True)}
    for language, words in _NUMBERS.items()
}
"""Number words of a language to digits."""
