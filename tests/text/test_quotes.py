"""Who says what: utterances with their form, their content and the words that name the speaker."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from memcon.model import Mention, Page, Quote, Report
from memcon.names.match import match
from memcon.reference import Reference
from memcon.text.divide import divide
from memcon.text.parse import parse
from memcon.text.quotes import find

CASES = {
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
    # ---- reported speech
    "quoted as saying": (
        "The Kenyan foreign minister, Amina Odhiambo, was quoted by radio as saying that the border would reopen.",
        [("reported", "the border would reopen", "Amina Odhiambo")],
    ),
    "the quoter is not the speaker": (
        "TASS quoted Volkov as saying that the talks were useful.",
        [("reported", "the talks were useful", "Volkov")],
    ),
    "told whom": (
        "Volkov told his Chinese counterpart that Moscow would send gas.",
        [("reported", "Moscow would send gas", "Volkov")],
    ),
    "the clause comes first": (
        "The border will stay shut, the Israeli prime minister said Tuesday.",
        [("reported", "The border will stay shut", "the Israeli prime minister")],
    ),
    "set between commas": (
        "The talks, President Santos said, would resume on Monday.",
        [("reported", "The talks … would resume on Monday", "President Santos")],
    ),
    "after a connecting word": (
        "But, he said, the future of the talks depends on the vote.",
        [("reported", "the future of the talks depends on the vote", "he")],
    ),
    "as somebody put it": (
        "As Chancellor Weber put it, the door remains open.",
        [("reported", "the door remains open", "Chancellor Weber")],
    ),
    "as somebody noted": (
        "As Mr Novak noted, trade has doubled since 2001.",
        [("reported", "trade has doubled since 2001", "Mr Novak")],
    ),
    "a participle goes on": (
        "“We will,” Novak said, adding that the army was ready.",
        [("direct", "We will,", "Novak"), ("reported", "the army was ready", "Novak")],
    ),
    "an adverbial before that": (
        "Foreign Minister Lena Berg said after the envoy left Oslo that Denmark had sought a pause.",
        [("reported", "Denmark had sought a pause", "Lena Berg")],
    ),
    "a programme between verb and that": (
        "Secretary of State Henry Clay told NBC's “Meet the Nation” that sanctions would stay.",
        [("reported", "sanctions would stay", "Henry Clay")],
    ),
    "in a statement": (
        "In a statement, the Foreign Ministry of Kenya said its ambassador had been recalled.",
        [("reported", "its ambassador had been recalled", "Foreign Ministry")],
    ),
    "according to, first": (
        "According to the Xinhua news agency, Li and Santos discussed trade.",
        [("reported", "Li and Santos discussed trade", "Xinhua")],
    ),
    "according to, set between commas": (
        "The minister, according to aides, was furious.",
        [("reported", "The minister … was furious", "aides")],
    ),
    "an agency reports": (
        "Trade was discussed, Xinhua reported.",
        [("reported", "Trade was discussed", "Xinhua")],
    ),
    "a relative clause": (
        "Novak, who says he never saw the letter, flew to Rome on Friday.",
        [("reported", "he never saw the letter", "Novak")],
    ),
    "two sides at once": (
        "Both leaders stressed the need for a peaceful solution to the crisis.",
        [("reported", "the need for a peaceful solution to the crisis", "Both leaders")],
    ),
    "accused of": (
        "Prime Minister Jan Novak accused Hungary of blocking the pipeline.",
        [("reported", "Hungary of blocking the pipeline", "Jan Novak")],
    ),
    "called on": (
        "President Santos called on Chile to return the ship.",
        [("reported", "Chile to return the ship", "President Santos")],
    ),
    "urged": (
        "Novak urged Hungary to open the border.",
        [("reported", "Hungary to open the border", "Novak")],
    ),
    "denied a thing": (
        "Novak denied any contact with the rebels.",
        [("reported", "any contact with the rebels", "Novak")],
    ),
    "vowed that": (
        "Novak vowed that the border would stay shut.",
        [("reported", "the border would stay shut", "Novak")],
    ),
    "warned of": ("Novak has warned of a new war.", [("reported", "a new war", "Novak")]),
    "his remark that": (
        "His remark that the border was closed angered Warsaw.",
        [("reported", "the border was closed", "His")],
    ),
    "whose claim": (
        "Novak's claim that Hungary broke the treaty was rejected in Budapest.",
        [("reported", "Hungary broke the treaty", "Novak")],
    ),
    "issued a warning that": (
        "The president issued a warning that any attack would be answered.",
        [("reported", "any attack would be answered", "The president")],
    ),
    "repeated his pledge that": (
        "The president repeated his pledge that no troops would be sent.",
        [("reported", "no troops would be sent", "The president")],
    ),
    "announced by nobody named": (
        "It was announced in Hanoi that the delegation would arrive on Friday.",
        [("reported", "the delegation would arrive on Friday", "")],
    ),
    "two speakers in one sentence": (
        "Peru's government has insisted there will be no talks, while Chile says it is ready to try again.",
        [("reported", "there will be no talks", "Peru"), ("reported", "it is ready to try again", "Chile")],
    ),
    "both clauses of one verb": (
        "Peru has said it does not recognise the vote and that its embassy will close.",
        [("reported", "it does not recognise the vote and that its embassy will close", "Peru")],
    ),
    "a headline in the present": (
        "Cold war is over, says Soviet minister",
        [("reported", "Cold war is over", "Soviet minister")],
    ),
    "capitals of a wire": (
        "PRESIDENT NOVAK SAID TODAY THAT HE WOULD VISIT PEKING IN THE SPRING.",
        [("reported", "HE WOULD VISIT PEKING IN THE SPRING", "PRESIDENT NOVAK")],
    ),
    # ---- what was not said
    "declined to say": ("Officials declined to say whether the envoy had left.", []),
    "did not say": ("The prime minister did not say that he would resign.", []),
    "will say": ("Minister Novak will say in Nairobi that the railway is a gift.", []),
    "asked if": ("Reporters asked if the minister had “second thoughts” about the bridge.", []),
    "things suggest without speaking": ("The cold reception suggests that the visit was a “formality” for Havana.", []),
    # ---- who the source is
    "a document's owner is not the document": (
        "The ministry said in its statement that the ambassador had been recalled.",
        [("reported", "the ambassador had been recalled", "ministry")],
    ),
    "a communique reads": (
        "The communique read: “The parties will refrain from the use of force.”",
        [("direct", "The parties will refrain from the use of force.", "communique")],
    ),
    "a letter speaks for its writer": (
        "President Maria Santos sent a telegram to King Harald.\n“You have been a friend,” the telegram says.",
        [("direct", "You have been a friend,", "Maria Santos")],
    ),
    "a message introduced a paragraph before": (
        "Mr Otieno opened the meeting.\nThe message reads:\n“Our friendship is old. It will last.”",
        [("direct", "Our friendship is old. It will last.", "Mr Otieno")],
    ),
    "a spokeswoman by name": (
        "Foreign Ministry spokeswoman Hua Lian said China opposed the sale.",
        [("reported", "China opposed the sale", "Hua Lian")],
    ),
    "a seat of government": (
        "The Kremlin said it had no information about the letter.",
        [("reported", "it had no information about the letter", "The Kremlin")],
    ),
    "unnamed officials of a state": (
        '"The meeting was frank," a senior U.S. official said on condition of anonymity. "They disagreed."',
        [("direct", "The meeting was frank,", "U.S. official"), ("direct", "They disagreed.", "U.S. official")],
    ),
    "sources close to": (
        "Sources close to the talks said a deal was near.",
        [("reported", "a deal was near", "Sources")],
    ),
    "the official, long after": (
        '"They were ready," the official, who spoke on condition of anonymity because he was not authorised to brief '
        "the press, said of the Chileans.",
        [("direct", "They were ready,", "official")],
    ),
    "an apposition": (
        "The rights group Freedom Watch said two villages were burnt.",
        [("reported", "two villages were burnt", "Freedom Watch")],
    ),
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
def test_utterances_have_content_form_and_speaker(
    text: str, expected: list[tuple[str, str, str]], known: Reference
) -> None:
    """Each utterance is found once, with its content and with words that name its speaker."""
    page = parse(_page(text), known)
    mentions = match(page, known)
    found = find(page, mentions, known.vocabulary)
    told = [(q.form, " … ".join(text[a:b] for a, b in q.stretches), _who(text, q, mentions)) for q in found]
    assert sorted((form, content) for form, content, _ in told) == sorted(
        (form, content) for form, content, _ in expected
    )
    for form, content, speaker in expected:
        assert any(speaker in who for f, c, who in told if (f, c) == (form, content)), told


def _who(text: str, quote: Quote, mentions: Sequence[Mention]) -> str:
    """The words of the telling for the speaker, and those of the mention that is meant."""
    worded = "" if quote.source is None else text[slice(*quote.source)]
    return f"{worded} {mentions[quote.speaker].words}" if quote.speaker is not None else worded


def _page(text: str) -> Page:
    """A page of one body section."""
    page = divide(Report(id="case", text=text, path="case.txt"))
    return replace(page, sections=tuple(replace(s, role="body") for s in page.sections))
