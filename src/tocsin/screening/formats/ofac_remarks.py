"""OFAC's remarks: one line of text that holds births, documents, weak aliases and links, parted by semicolons."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tocsin.screening.births import read_births
from tocsin.screening.countries import country_code
from tocsin.screening.entries import Birth, ListedName, NameKind, Paper

_ALT = re.compile(r"^(?:alt\.|additional)\s+", re.IGNORECASE)
_BIRTH = re.compile(r"^DOB\s+(.*)", re.IGNORECASE)
_PLACE = re.compile(r"^POB\s+(.*)", re.IGNORECASE)
_NATION = re.compile(r"^(?:nationality|citizen)\s+(?:of\s+)?(.*)", re.IGNORECASE)
_GENDER = re.compile(r"^Gender\s+(Male|Female)\b", re.IGNORECASE)
_NAMED = re.compile(
    r"^(a\.?k\.?a\.?|f\.?k\.?a\.?|n\.?k\.?a\.?)\s*,?\s*[\"'](.+?)[\"']?$", re.IGNORECASE | re.DOTALL
)
_IMO = re.compile(r"\bIMO\s*(?:number)?\s*(\d{7})\b", re.IGNORECASE)
_MMSI = re.compile(r"\bMMSI\)?\s*(\d{9})\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^(?P<kind>(?:Passport|Diplomatic Passport|Stateless Person (?:ID|Passport)"
    r"|National ID No\.?|Identification Number|Personal ID Card"
    r"|Cedula(?: de [A-Za-z]+)?(?: No\.)?|C\.U\.R\.P\.|C\.U\.I\.T\.|C\.U\.I\.|C\.I\.F\."
    r"|D\.N\.I\.|R\.F\.C\.|N\.I\.E\.|I\.F\.E\.|SSN|NIT #|RUC #|RIF #|RTN"
    r"|Tax ID No\.?|V\.A\.T\. Number|Registration (?:Number|ID)|Company Number"
    r"|Business (?:Registration (?:Document|Number)[^\d]{0,4}|Number)"
    r"|Commercial Registry Number|Matricula Mercantil No|Folio Mercantil No\.|C\.R\. No\."
    r"|Trade License No\.|Chinese Commercial Code"
    r"|D-U-N-S Number,?|Enterprise Number|Government Gazette Number"
    r"|Unified Social Credit Code \(USCC\)|Legal Entity Number|License"
    r"|Driver's License No\.|Birth Certificate Number|British National Overseas Passport"
    r"|Seafarer's Identification Document"
    r"|Residency Number|Refugee ID Card|Travel Document Number|Military Registration Number"
    r"|Electoral Registry No\.|Pasaporte"
    r"|Vessel Registration Identification|Aircraft Tail Number"
    r"|Aircraft Construction Number \(also called L/N or S/N or F/N\)"
    r"|Aircraft Manufacturer's Serial Number \(MSN\)|Digital Currency Address - [A-Z]+|SWIFT/BIC"
    r"|UN/LOCODE|Phone Number))"
    r"\s*(?P<number>[^()]*?)\s*(?:\((?P<country>[^()]*)\))?(?P<rest>(?:\s*(?:issued|expires|\().*)?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Remarks:
    names: tuple[ListedName, ...]
    births: tuple[Birth, ...]
    birth_places: tuple[str, ...]
    countries: tuple[str, ...]
    papers: tuple[Paper, ...]
    gender: str
    notes: tuple[str, ...]


def read_remarks(text: str) -> Remarks:
    """Everything in a line of remarks; a piece that fits no pattern stays among the notes, word for word."""
    names: list[ListedName] = []
    births: list[Birth] = []
    places: list[str] = []
    countries: list[str] = []
    papers: list[Paper] = []
    notes: list[str] = []
    gender = ""
    for whole in re.split(r";\s*", text.strip().rstrip(".")):
        piece = _ALT.sub("", whole.strip())
        if not piece:
            continue
        if found := _BIRTH.match(piece):
            births += read_births(
                re.sub(r"\bto\b", "and", f"between {found[1]}") if " to " in found[1] else found[1]
            )
        elif found := _PLACE.match(piece):
            places.append(found[1])
        elif found := _NATION.match(piece):
            code = country_code(found[1].rstrip("."))
            countries += [code] if code else []
            notes += [] if code else [whole]
        elif found := _GENDER.match(piece):
            gender = found[1].lower()
        elif found := _NAMED.match(piece):
            kind = NameKind.PREVIOUS if found[1].lower().startswith("f") else NameKind.WEAK
            names.append(ListedName(found[2].strip(), kind, "in the remarks"))
        elif ship := _IMO.search(piece):
            papers.append(Paper("IMO", ship[1]))
        elif ship := _MMSI.search(piece):
            papers.append(Paper("MMSI", ship[1]))
        elif (found := _NUMBERED.match(piece)) and re.search(r"\d", found["number"]):
            country = country_code(found["country"] or "") or ""
            papers.append(
                Paper(found["kind"].strip(), found["number"].rstrip(". "), country, found["rest"].strip())
            )
        else:
            notes.append(whole)
    return Remarks(
        tuple(names),
        tuple(dict.fromkeys(births)),
        tuple(places),
        tuple(dict.fromkeys(countries)),
        tuple(dict.fromkeys(papers)),
        gender,
        tuple(notes),
    )
