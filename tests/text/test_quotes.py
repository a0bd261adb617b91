"""Who says what between marks and in transcripts, and which marks quote nobody."""

import pytest

from memcon.reference import Reference
from told_quotes import Told, assert_told, utterances

CASES: dict[str, tuple[str, list[Told]]] = {
    "said X": (
        "“We have made progress,” Norwegian Foreign Minister Knut Solberg said on Monday.",
        [("direct", "We have made progress,", "Knut Solberg")],
    ),
    "inverted": (
        "“We have made progress,” said Norwegian Foreign Minister Knut Solberg.",
        [("direct", "We have made progress,", "Knut Solberg")],
    ),
    "cue first": (
        "Norwegian Foreign Minister Knut Solberg told reporters: “We have made progress.”",
        [("direct", "We have made progress.", "Knut Solberg")],
    ),
    "split by the cue": (
        "“We have made progress,” Solberg said, “and we will meet again.”",
        [("direct", "We have made progress, … and we will meet again.", "Solberg")],
    ),
    "goes on after the cue": (
        "“We have made progress,” Solberg said. “There is more to do before the spring comes.”",
        [
            ("direct", "We have made progress,", "Solberg"),
            ("direct", "There is more to do before the spring comes.", "Solberg"),
        ],
    ),
    "reported": (
        "Norwegian Foreign Minister Knut Solberg said that the treaty was dead.",
        [("reported", "the treaty was dead", "Knut Solberg")],
    ),
    "according to": (
        "The treaty is dead, according to Norwegian Foreign Minister Knut Solberg.",
        [("reported", "The treaty is dead", "Knut Solberg")],
    ),
    "a phrase in marks": (
        "Norwegian Foreign Minister Knut Solberg said the treaty was a “dead letter” now.",
        [("reported", "the treaty was a “dead letter” now", "Knut Solberg"), ("mixed", "dead letter", "Knut Solberg")],
    ),
    "scare quotes say nothing": ("The so-called “peace train” left Oslo at noon.", []),
    "a document": (
        "The statement said the two sides would meet again.",
        [("reported", "the two sides would meet again", "statement")],
    ),
    "unnamed": ("A senior diplomat said the treaty was dead.", [("reported", "the treaty was dead", "diplomat")]),
    # ---- direct speech
    "no clause before the cue": ("“Nonsense!” Volkov shouted.", [("direct", "Nonsense!", "Volkov")]),
    "a question": (
        "“Does he want war?” asked Foreign Minister Volkov. “I do not think so.”",
        [("direct", "Does he want war?", "Volkov"), ("direct", "I do not think so.", "Volkov")],
    ),
    "one word more": (
        '"Sanctions stay," tweeted Ambassador Lee. "Period."',
        [("direct", "Sanctions stay,", "Ambassador Lee"), ("direct", "Period.", "Ambassador Lee")],
    ),
    "asked, he replied": (
        "Asked whether he would resign, Mr Novak replied: “Certainly not.”",
        [("direct", "Certainly not.", "Mr Novak")],
    ),
    "a speech inside a speech": (
        "“This is what he told me: ‘Go home.’ So I went,” said the ambassador, Lena Berg.",
        [("direct", "This is what he told me: ‘Go home.’ So I went,", "Lena Berg")],
    ),
    "single marks": (
        "‘We will not yield,’ Mr Novak said. ‘The ministers’ plan is dead.’",
        [("direct", "We will not yield,", "Mr Novak"), ("direct", "The ministers’ plan is dead.", "Mr Novak")],
    ),
    "a wire's double ticks": (
        "``We have nothing to hide,'' Foreign Minister Volkov told Parliament.",
        [("direct", "We have nothing to hide,", "Volkov")],
    ),
    "guillemets": (
        "«We shall see», said the French minister, Paul Girard. «We are patient.»",
        [("direct", "We shall see", "Paul Girard"), ("direct", "We are patient.", "Paul Girard")],
    ),
    "ellipses and brackets": (
        "“[Chile] has to choose … and soon,” President Santos warned. “...There is no third way.”",
        [("direct", "[Chile] has to choose … and soon,", "Santos"), ("direct", "...There is no third way.", "Santos")],
    ),
    "over three paragraphs": (
        "“We will stand together.\n\n“We will not fail.\n\n“And we will win,” President Santos told the nation.",
        [("direct", "We will stand together. … We will not fail. … And we will win,", "President Santos")],
    ),
    "a paragraph of its own, who spoke last": (
        "Mr Novak said the plan was dead.\n\n“It has no friends in this house and never had.”",
        [
            ("reported", "the plan was dead", "Mr Novak"),
            ("direct", "It has no friends in this house and never had.", "Mr Novak"),
        ],
    ),
    "who is told of just before": (
        "President Santos was blunt. “There will be no deal before the summer.”",
        [("direct", "There will be no deal before the summer.", "President Santos")],
    ),
    "who is told of just after": (
        '"The border is closed." That was the message from Foreign Minister Volkov on Sunday.',
        [("direct", "The border is closed.", "Volkov")],
    ),
    "two quotes share what follows": (
        "“There is no plan B” and “we must not fail”, Chancellor Weber told the Bundestag.",
        [("direct", "There is no plan B", "Weber"), ("mixed", "we must not fail", "Weber")],
    ),
    "nobody is told to say it": (
        "The hall fell silent. “There will be no deal before the summer.”",
        [("direct", "There will be no deal before the summer.", "")],
    ),
    "another speaker takes over": (
        "“We want peace,” Weber said. Her spokesman added: “And we want it now.”",
        [("direct", "We want peace,", "Weber"), ("direct", "And we want it now.", "spokesman")],
    ),
    "a transcript": (
        "President Daniel Otieno: Welcome to Nairobi, dear friends.\nI am glad that our talks begin today.\n"
        "President Maria Santos: Thank you. We said last year that we would come.",
        [
            ("direct", "Welcome to Nairobi, dear friends. … I am glad that our talks begin today.", "Daniel Otieno"),
            ("direct", "Thank you. We said last year that we would come.", "Maria Santos"),
        ],
    ),
    "a transcript's end": (
        "President Daniel Otieno: I am glad that you are here.\n* * *\nThe talks lasted two hours.",
        [("direct", "I am glad that you are here.", "Daniel Otieno")],
    ),
    "a place and a colon are no transcript": ("Vienna: The talks went on all night.\nNobody left the room.", []),
    # ---- phrases in marks
    "in somebody's words": (
        "In Foreign Minister Sergei Volkov's words, the accord is “a bridge too far”.",
        [("mixed", "a bridge too far", "Volkov")],
    ),
    "called it": (
        "Foreign Minister Volkov called the sanctions “illegal”.",
        [("mixed", "illegal", "Volkov"), ("reported", "the sanctions “illegal”", "Volkov")],
    ),
    "warned against": (
        "Foreign Minister Volkov warned against “hasty steps”.",
        [("mixed", "hasty steps", "Volkov")],
    ),
    "one half his, one half theirs": (
        'China says it will "never seek hegemony," while Washington describes the bases as "a threat to all."',
        [("mixed", "never seek hegemony,", "China"), ("mixed", "a threat to all.", "Washington")],
    ),
    "most of the clause in marks": (
        "Mr Novak said Russia “does not trade friends for gas”.",
        [("mixed", "does not trade friends for gas", "Mr Novak")],
    ),
    # ---- marks that quote nobody
    "a banner": ("The demonstrators carried banners reading “Go home” outside the embassy.", []),
    "according to, after the marks": (
        '"The two sides will hold further talks," according to a joint statement issued after the meeting.',
        [("direct", "The two sides will hold further talks,", "statement")],
    ),
    "according to, before the marks": (
        'According to Foreign Minister Volkov, "nobody wants this war".',
        [("mixed", "nobody wants this war", "Volkov")],
    ),
    "what he called": (
        'President Otieno praised what he called "a new chapter" in the ties with Peru.',
        [("mixed", "a new chapter", "he")],
    ),
    "a crowd": ("“The king is coming,” the crowd chanted.", [("direct", "The king is coming,", "crowd")]),
    "a film so called": ("A film called “Long River” was shown to the guests.", []),
    "quoted by an agency, words in marks": (
        'It is "too early" to talk about a summit, Foreign Minister Volkov was quoted as saying by Interfax.',
        [("mixed", "too early", "Volkov"), ("reported", 'It is "too early" to talk about a summit', "Volkov")],
    ),
    "a diplomat of some sort": (
        '"We\'re not there yet," said a Western diplomat familiar with the talks, "but we\'re close."',
        [("direct", "We're not there yet, … but we're close.", "Western diplomat")],
    ),
    "a plaque": ("“Your names live here, your deeds everywhere,” reads the plaque beside the gate in Oslo.", []),
    "a newspaper that bears a missive's name": (
        "Mr Novak was ill. The Highland Post reported that he would resign.",
        [("reported", "he would resign", "Highland Post")],
    ),
    "telephoned, not named": ("Prime Minister Novak called Queen Margrethe on Sunday.", []),
    "a meeting says nothing": ("The meeting reaffirms the “eternal friendship” of the two states.", []),
    "a conclusion of the writer's": ("President Santos left early, suggesting that the talks had failed.", []),
    "agreed is not said": ("It was agreed that the two ministers would meet again in Oslo.", []),
    "came to thank": ("He had come to thank the Norwegian people and their king for years of help.", []),
    "the clause goes on after the marks": (
        "Mr Novak said “we are going to build roads” and raise the flow of goods to a higher level.",
        [
            ("mixed", "we are going to build roads", "Novak"),
            ("reported", "raise the flow of goods to a higher level", "Novak"),
        ],
    ),
    "a hat": ("He wore a hat that said “Make Norway Great”.", []),
    "a film": ("They watched “The Great Dictator” before dinner at the palace.", []),
    "a nickname": ("The so-called “friendship bridge” opened in June.", []),
    "a word as such": ("The word “genocide” does not appear in the text.", []),
    "a newspaper": (
        "Novak told the newspaper “Dagens Tid” that he would resign.",
        [("reported", "he would resign", "Novak")],
    ),
    "a treaty's name": ("The “Treaty of Friendship” was signed by “His Excellency”.", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_utterances_have_content_form_and_speaker(text: str, expected: list[Told], known: Reference) -> None:
    """Each utterance is found once, with its content and with words that name its speaker."""
    assert_told(utterances(text, known), expected)
