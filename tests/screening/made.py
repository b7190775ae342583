"""Small lists in the layouts of the real ones, about invented people and bodies."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from tocsin.model.dates import PartialDate
from tocsin.screening.entries import Birth, Entry, ListedName, NameKind, Paper

UN_HEAD = "<?xml version='1.0' encoding='UTF-8'?>\n<CONSOLIDATED_LIST dateGenerated='{date}T23:00:04.625Z'>"


def un_person(reference: str, first: str, second: str, *, dataid: str = "1", more: str = "") -> str:
    return (
        f"<INDIVIDUAL><DATAID>{dataid}</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>{first}</FIRST_NAME>"
        f"<SECOND_NAME>{second}</SECOND_NAME><UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER><LISTED_ON>2014-03-05</LISTED_ON>"
        f"<COMMENTS1>Made up for a test.</COMMENTS1>{more}</INDIVIDUAL>"
    )


def un_alias(name: str, quality: str) -> str:
    return f"<INDIVIDUAL_ALIAS><QUALITY>{quality}</QUALITY><ALIAS_NAME>{name}</ALIAS_NAME></INDIVIDUAL_ALIAS>"


def un_birth(year: str) -> str:
    return (
        "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE>"
        f"<YEAR>{year}</YEAR></INDIVIDUAL_DATE_OF_BIRTH>"
    )


def un_file(
    folder: Path, people: Sequence[str], *, date: str = "2025-04-19", name: str | None = None
) -> Path:
    path = folder / (name or f"un-{date}.xml")
    body = "".join(people)
    text = f"{UN_HEAD.format(date=date)}<INDIVIDUALS>{body}</INDIVIDUALS><ENTITIES></ENTITIES></CONSOLIDATED_LIST>"
    path.write_text(text, encoding="utf-8")
    return path


OFAC_SDN = """101,"MERATAYEV, Orazbek","individual","SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 05 Jan 1971; alt. DOB 1973; POB Sample Town; nationality Iran; Gender Male; Passport D0004878 (Iran); a.k.a. 'BIG O'; Linked To: SAMPLE TRADING HOU"
102,"SAMPLE STAR",vessel,"SDGT] [IFSR",-0- ,"ABC12","Tug","100","200","Panama",-0- ,"Vessel Registration Identification IMO 9187629."
103,"SAMPLE TRADING HOUSE",-0- ,"SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-{blank}
\x1a
""".replace("{blank}", " ")
OFAC_ALT = '101,1,"aka","MERATAYEV, Uraz",-0- \n103,2,"fka","OLD SAMPLE HOUSE",-0- \n\x1a\n'
OFAC_ADD = '103,1,"1 Sample Street","Samplecity","Cuba",-0- \n\x1a\n'
OFAC_COMMENTS = "101,\"SE; a.k.a. 'THE TAILOR'.\"\n\x1a\n"


def ofac_folder(folder: Path) -> Path:
    place = folder / "ofac-2021-06-01"
    place.mkdir()
    for name, text in (
        ("sdn", OFAC_SDN),
        ("alt", OFAC_ALT),
        ("add", OFAC_ADD),
        ("sdn_comments", OFAC_COMMENTS),
    ):
        (place / f"{name}.csv").write_text(text, encoding="latin-1")
    return place


EU_HEAD = "celex,recordId,programKey,annex,measure,startDate,reason,schema,name,alias,weakAlias,nationality,birthDate,passportNumber"
EU_ROWS = (
    '32099R0001,7,EU-XYZ,I.A,Asset freeze,20.7.2017,"Made up.",Person,Olzhas MERATAYEV (Олжас МЕРАТАЕВ),"Olzhas MERATAEV a.k.a. ‘Oli’",,Iranian,"Between 1960 and 1962 (Approximately)",D9004878',
    '32099R0001,,EU-XYZ,I.A,Asset freeze,20.7.2017,"Made up.",LegalEntity,Sample Works JSC,АО «Образцовый завод»; Sample Works,,,,',
    '32099R0001,,EU-XYZ,I.A,Asset freeze,20.7.2017,"Made up.",LegalEntity,Sample Works JSC,,,,,',
)


def eu_file(folder: Path, rows: Sequence[str] = EU_ROWS, *, name: str = "32099R0001.csv") -> Path:
    path = folder / name
    path.write_text("\n".join((EU_HEAD, *rows)) + "\n", encoding="utf-8")
    return path


def ftm_file(folder: Path, *, name: str = "sample.ftm.json") -> Path:
    lines = [
        {
            "id": "NK-1",
            "schema": "Person",
            "caption": "Orazbek Meratayev",
            "last_change": "2024-05-06",
            "properties": {
                "name": ["Uraz Meratayev", "Orazbek Meratayev"],
                "weakAlias": ["Big O"],
                "birthDate": ["1971-01"],
                "nationality": ["ir"],
                "eyeColor": ["brown"],
            },
        },
        {
            "id": "sa-1",
            "schema": "Sanction",
            "properties": {
                "entity": ["NK-1"],
                "unscId": ["QDi.999"],
                "reason": ["Made up."],
                "program": ["X"],
            },
        },
    ]
    path = folder / name
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def person(
    name: str,
    *aliases: str,
    reference: str = "XXi.001",
    weak: Sequence[str] = (),
    born: str = "",
    **more: object,
) -> Entry:
    """An entry of an invented person."""
    names = (
        ListedName(name, NameKind.PRIMARY),
        *(ListedName(item) for item in aliases),
        *(ListedName(item, NameKind.WEAK) for item in weak),
    )
    births = (Birth(PartialDate.parse(born), PartialDate.parse(born)),) if born else ()
    return Entry(
        list="un",
        reference=reference,
        entity_id=f"unsc-{reference}",
        schema="Person",
        names=names,
        births=births,
        **more,
    )  # type: ignore[arg-type]


def vessel(name: str, imo: str, *, reference: str = "V-1") -> Entry:
    return Entry(
        list="ofac",
        reference=reference,
        entity_id=f"ofac-{reference}",
        schema="Vessel",
        names=(ListedName(name, NameKind.PRIMARY),),
        papers=(Paper("IMO", imo),),
    )


def body(name: str, *aliases: str, reference: str = "XXe.001") -> Entry:
    names = (ListedName(name, NameKind.PRIMARY), *(ListedName(item) for item in aliases))
    return Entry(
        list="un", reference=reference, entity_id=f"unsc-{reference}", schema="Organization", names=names
    )
