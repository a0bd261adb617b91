"""To name the shapes of English time expressions as patterns over class letters (`lexer.py` lists them).

The longest stand first. Each rule is a name and a pattern; the name says which builder
(`build.py`) makes a symbolic form of the matched tokens.
"""

import re

_MACROS = (
    ("{SPAN}", r"(?:{COUNT}-?K?U(?:,?N?[cDun]K?U)*(?:q[Dun](?!U))?)"),
    ("{COUNT}", r"(?:cc?f?|[Dun]|hc?)"),
    ("{EDGE}", r"(?:t?J-?i?t?-?|t?8f?t?|t?[O6P]-?hft?)"),
    ("{MONTH}", r"(?:{M}|5)"),
    ("{M}", r"(?:M|m;?)"),
    ("{WP}", r"(?:{W}[,(-]?o?)"),
    ("{W}", r"(?:W|w;?)"),
    ("{D}", r"(?:t?[DO6])"),
    ("{YEAR}", r"(?:,?[fi]?Y|fn)"),
    ("{REL}", r"(?:[LXT]{1,2})"),
    ("{TO}", r"(?:Q|-)"),
)

RULES: tuple[tuple[str, str], ...] = (
    ("nth_unit", r"t?(?:[O6P]U[fi]?|LUf)(?:{MONTH}{YEAR}?|t?{REL}?U|Y)|Yt?[O6]U"),
    ("half_year", r"t?[O6P]-?hf(?:Y|t?{REL}U)"),
    ("first_months", r"t?6[Dun]Uf(?:Y|t?{REL}U)"),
    ("day", r"{WP}?I"),
    ("numeric", r"{WP}?3"),
    (
        "days",
        r"[Gs]?{WP}?{M}(?:G?{D}(?:{TO}{D}|N{D}(?=,?Y|[,;fi]|$))|r)(?![UMmz#%]){YEAR}?|G{M}{D}N{D}(?![UMmz#%]){YEAR}?",
    ),
    ("days", r"[Gs]?t?(?:[DO6](?:{TO}|N){D}|r)f?{MONTH}(?![DO]){YEAR}?"),
    ("days_rel", r"[Gs]?t?(?:[DO6](?:{TO}|N){D}|r)[fi]?[LXT]U"),
    ("day", r"Y[-/,]?{M}[-/]?D"),
    ("day", r"[XT]?{WP}?(?:{M}[-/]?(?:{D}|2|,O)|5-?(?:[DO]|2))(?![z:#%])(?:[-/]Y|{YEAR}|,?f?[LXT]U)?\)?"),
    ("day", r"D{MONTH}n(?=[(_,;-]|$)"),
    ("day", r"(?<!l)[XT]?{WP}?{D}[-/]?f?(?:{M}|5)(?:[-/]Y|{YEAR}|,?f?[LXT]U)?"),
    ("day", r"{W},?(?:t[O6]|O)(?![U%])|{W}D(?=[;,)]|$)"),
    ("numeric", r"(?:[XT]?{WP}|[TX]|(?<=[osQiGq])|(?<=j,)|(?<=j-))j|(?<=[sG])j|(?:{WP}|(?<=o))9(?!#)"),
    ("day_rel", r"t?[O6]U?[fi][LXT]U"),
    ("month", r"{EDGE}?{MONTH}(?:[,/-]?[fi]?Y|f[LXT]U|[LXT]U|fn)"),
    ("month", r"Y,?[-/]?{M}(?![DO])|V"),
    ("month_rel", r"{EDGE}?(?:{REL}J?-?{M}|[LX]5)(?!D)"),
    ("month", r"{EDGE}{MONTH}(?!D)|M(?!D)|(?<=[isFBfGqNQ,])m(?![Dm])|(?<=[isFBfb])5|m(?=-m)|(?<=m-)m"),
    ("quarter", r"Y-?4|4(?:,?-?f?Y|[LXT]U)?"),
    ("season", r"{EDGE}?t?y(?:f?Y|f?[LXT]U)|Yy|{REL}J?-?y|J-?y|(?<=[is])t?y(?!f|=)"),
    ("nth_weekday", r"t?[O6L]W[fi](?:t?{REL}?U|{MONTH}{YEAR}?)"),
    ("weekday_of", r"o?{W}p?,?[fo]?t?[LXT]U|t?[LXT]U,?-?[of]?{W}p?"),
    ("weekday", r"(?<!e)(?:t?{REL}|S)?Wp?|(?:{REL}|(?<=[oQqNGs]))wp?"),
    ("deictic", r"tU[BF]k|[EZ]i?k|kp?|Tp|Lp|Sp|(?<=G)0"),
    ("ago", r"{SPAN}A"),
    ("later", r"{SPAN}[ZE]"),
    ("ahead", r"{SPAN}s0|i{SPAN}(?:sk)?(?![AZEL])"),
    ("within", r"vt?X?{SPAN}(?:sk)?|vU|vt?X?[Dun]-?z"),
    ("stretch", r"t?[LX]{COUNT}-?K?U(?:,?N?[cDun]K?U(?!A))*|[cDun][LX]K?U|t?[LX]Uq[Dun]|t?[LX][Dun]-?z|@U"),
    ("fiscal", r"[LXT]?\$U?(?:R|Y|n)|[LXT]\$U"),
    ("unit", r"[EZJ]-?[if]?(?:{REL}|t)U|t?8f?(?:{REL}|t)?U|tUFt?X|t?gf?[tT]?U|t?{REL}K?U|t?SU"),
    ("century", r"t?[OP6]-?U"),
    ("week_number", r"t?UD(?:f?Y|f[LXT]U)?"),
    ("decade", r"(?:t?J-?)?t?d|t(?:J-?)?Y'"),
    ("years", r"[Gs]?R"),
    ("year", r"{EDGE}?Y|UY|UfY"),
    ("feast", r"{REL}?H(?:f?,?Y|f?[LXT]U)?"),
    ("anniversary", r"t?[POu6]-?a|[Dun]-?Ua"),
    ("day_alone", r"(?<=o)tO(?=[;,)iBFbx]|[NQ](?!O)|$)|(?<=Uf)tO(?=[;,)]|$)"),
    ("day_next", r"tU[BF]"),
    ("weekend", r"tU(?=[x;,ioNsbQ(]|$)"),
)


def _expand(pattern: str) -> str:
    """The pattern with its macros written out."""
    for name, meaning in _MACROS:
        pattern = pattern.replace(name, meaning)
    return pattern


_IDLE = r"(?![x(),;_'/#%zN-])"
"""No rule begins with these letters; saying so first makes long stretches of them cheap."""


def _pattern() -> re.Pattern[str]:
    """All rules as one pattern whose group name is the rule's name and place."""
    rules = "|".join(f"(?P<{name}__{at}>{_expand(pattern)})" for at, (name, pattern) in enumerate(RULES))
    return re.compile(_IDLE + f"(?:{rules})")


PATTERN = _pattern()
