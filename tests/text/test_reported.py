"""What is reported without marks, what was never said, and who the source is."""

import pytest

from memcon.reference import Reference
from told_quotes import Told, assert_told, utterances

CASES: dict[str, tuple[str, list[Told]]] = {
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
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_reported_speech_has_content_and_speaker(text: str, expected: list[Told], known: Reference) -> None:
    """Each utterance is found once, with its content and with words that name its speaker."""
    assert_told(utterances(text, known), expected)
