"""To test that reports in other languages are kept, told and not coded, and that English ones never are refused."""

from pathlib import Path

import pytest

from memcon.read import read
from memcon.read.language import spoken

TEXTS = {
    "es": "El presidente de Chile viajó el viernes a Tokio para conversar con el primer ministro del Japón, según"
    " informó la cancillería, que no dijo cuándo volverá. Se vieron por última vez en noviembre.",
    "fr": "La présidente du Chili est partie vendredi pour Tokyo, où elle doit rencontrer le premier ministre"
    " japonais, a annoncé le ministère, sans préciser la date de son retour. Ils s'étaient vus en novembre.",
    "de": "Die Präsidentin von Chile ist am Freitag nach Tokio gereist, um mit dem japanischen Ministerpräsidenten über"
    " Kupfer zu sprechen, teilte das Außenministerium mit. Wann sie zurückkehrt, sagte es nicht.",
    "pt": "A presidente do Chile viajou na sexta-feira para Tóquio, onde conversará com o primeiro-ministro japonês"
    " sobre o cobre, informou a chancelaria, que não disse quando ela voltará a Santiago.",
    "nl": "De president van Chili is vrijdag naar Tokio vertrokken voor overleg met de Japanse premier over koper,"
    " zo heeft het ministerie gemeld. Het zei niet wanneer zij terugkeert.",
    "ru": "Президент Чили вылетела в пятницу в Токио на переговоры с премьер-министром Японии.",
    "zh": "智利总统周五前往东京，与日本首相举行会谈。",
    "ar": "غادرت رئيسة تشيلي يوم الجمعة إلى طوكيو لإجراء محادثات مع رئيس وزراء اليابان.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_report_in_another_language_is_kept_and_not_coded(tmp_path: Path, code: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXTS[code])
    (report,) = read([file])
    assert (report.outcome, report.language, report.text) == ("skipped", code, TEXTS[code])
    assert report.problem == f"a.txt: is in the language '{code}'; memcon codes 'en' alone"


@pytest.mark.parametrize(
    "text",
    [
        "The president of Chile left for Tokyo on Friday for talks with the Japanese prime minister, her office said.",
        "KUWAIT, MARCH 1 - KUWAIT'S OIL MINISTER SAID THERE WERE NO PLANS FOR AN EMERGENCY MEETING OF THE CARTEL.",
        "Present: Ana Díaz (Chile), Kenji Sato (Japan), Li Wei (China), Ólafur Jónsson (Iceland).",
        "President Michel Dubois met Chancellor Günther Weiß, Premier José Gonçalves and King Håkon in Brussels; also"
        " present were Foreign Ministers Françoise Lefèvre, Jörg Müller, João Pereira and Åsa Lindström.",
        "Talks in Oslo",
        "3.3. - 14:00",
    ],
)
def test_english_is_english_however_it_is_written(text: str) -> None:
    assert spoken(text) == "en"


def test_a_given_language_stands_but_the_text_decides(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("The president of Chile left for Tokyo on Friday for talks with the Japanese prime minister.")
    (tmp_path / "a.meta.json").write_text('{"language": "en-GB"}')
    (report,) = read([file])
    assert (report.outcome, report.language) == ("coded", "en-GB")
