"""To tell the alpha-3 code of a country as each source writes it."""

import csv
import re
from functools import cache

from sources import DATA

from memcon.spelling import fold

IRREGULAR = {
    "china republic of": "TWN", "republic of china": "TWN", "congo brazzaville": "COG", "congo republic of": "COG",
    "congo republic of the": "COG", "korea": "KOR", "korea north": "PRK", "korea south": "KOR", "west bank": "PSE",
    "democratic republic of the congo": "COD", "muscat & oman": "OMN", "the dominican": "DOM", "drc": "COD",
    "china peoples republic of": "CHN", "germany federal republic of": "DEU", "bosnian federation": "BIH",
    "serbia montenegro": "SCG", "ussr": "SUN",
}  # fmt: skip
# Correlates-of-War abbreviations, which REIGN uses.
REIGN_CODES = dict(
    pair.split(":")
    for pair in (
        "AAB:ATG AFG:AFG ALB:ALB ALG:DZA AND:AND ANG:AGO ARG:ARG ARM:ARM AUL:AUS AUS:AUT AZE:AZE BAH:BHR BAR:BRB BEL:BEL"
        " BEN:BEN BFO:BFA BHM:BHS BHU:BTN BLR:BLR BLZ:BLZ BNG:BGD BOL:BOL BOT:BWA BRA:BRA BRU:BRN BUI:BDI BUL:BGR"
        " CAM:KHM CAN:CAN CAO:CMR CAP:CPV CDI:CIV CEN:CAF CHA:TCD CHL:CHL CHN:CHN COL:COL COM:COM CON:COG COS:CRI CRO:HRV"
        " CUB:CUB CYP:CYP CZE:CSK CZR:CZE DEN:DNK DJI:DJI DMA:DMA DOM:DOM DRC:COD DRV:VNM ECU:ECU EGY:EGY EQG:GNQ ERI:ERI"
        " EST:EST ETH:ETH ETM:TLS FIJ:FJI FIN:FIN FRN:FRA FSM:FSM GAB:GAB GAM:GMB GDR:DDR GFR:DEU GHA:GHA GMY:DEU GNB:GNB"
        " GRC:GRC GRG:GEO GRN:GRD GUA:GTM GUI:GIN GUY:GUY HAI:HTI HON:HND HUN:HUN ICE:ISL IND:IND INS:IDN IRE:IRL IRN:IRN"
        " IRQ:IRQ ISR:ISR ITA:ITA JAM:JAM JOR:JOR JPN:JPN KEN:KEN KIR:KIR KOS:XKX KUW:KWT KYR:KGZ KZK:KAZ LAO:LAO LAT:LVA"
        " LBR:LBR LEB:LBN LES:LSO LIB:LBY LIE:LIE LIT:LTU LUX:LUX MAA:MRT MAC:MKD MAD:MDV MAG:MDG MAL:MYS MAS:MUS MAW:MWI"
        " MEX:MEX MLD:MDA MLI:MLI MLT:MLT MNC:MCO MNG:MNE MON:MNG MOR:MAR MSI:MHL MYA:MMR MZM:MOZ NAM:NAM NAU:NRU NEP:NPL"
        " NEW:NZL NIC:NIC NIG:NGA NIR:NER NOR:NOR NTH:NLD OMA:OMN PAK:PAK PAL:PLW PAN:PAN PAR:PRY PER:PER PHI:PHL PNG:PNG"
        " POL:POL POR:PRT PRK:PRK QAT:QAT ROK:KOR ROM:ROU RUS:RUS RVN:VNM RWA:RWA SAF:ZAF SAL:SLV SAU:SAU SEN:SEN SEY:SYC"
        " SIE:SLE SIN:SGP SKN:KNA SLO:SVK SLU:LCA SLV:SVN SOL:SLB SOM:SOM SPN:ESP SRI:LKA SSD:SSD STP:STP SUD:SDN SUR:SUR"
        " SVG:VCT SWA:SWZ SWD:SWE SWZ:CHE SYR:SYR TAJ:TJK TAZ:TZA THI:THA TKM:TKM TOG:TGO TON:TON TRI:TTO TUN:TUN TUR:TUR"
        " TUV:TUV UAE:ARE UGA:UGA UKG:GBR UKR:UKR URU:URY USA:USA UZB:UZB VAN:VUT VEN:VEN WSM:WSM YAR:YEM YEM:YEM YPR:YMD"
        " YUG:YUG ZAM:ZMB ZIM:ZWE"
    ).split()
)


@cache
def _states() -> dict[str, str]:
    with (DATA / "states.csv").open(encoding="utf-8", newline="") as file:
        return {fold(n): r["id"] for r in csv.DictReader(file) for n in (r["name"], *r["variants"].split(";")) if n}


def country_of(words: str) -> str | None:
    """Alpha-3 of a country as the US sources write it ("Korea, North", "Upper Volta (Burkina Faso)"); None if unknown."""
    whole, bare = fold(words).replace(",", ""), fold(re.sub(r"\(.*", "", words)).replace(",", "")
    for key in (whole, bare, fold(words).split(",")[0]):
        found = IRREGULAR.get(key) or _states().get(key)
        if found:
            return found
    return None


def reign_country(code: str, start: str) -> str | None:
    """Alpha-3 of a Correlates-of-War code; Russia before 1992 is the Soviet Union, Serbia follows Yugoslavia."""
    if code == "RUS" and start < "1991-08":
        return "SUN"
    if code == "YUG" and start > "2006-06":
        return "SRB"
    return REIGN_CODES.get(code)
