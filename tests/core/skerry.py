"""A passage of our own and questions on it, for the tests of matching."""

from quizapp.core.matching import Asked

PASSAGE = """The first lamp at Skerry Point was lit on 18 May 1756 by Martha Quill, a widow from \
Lowport. In fog it was no more than a smudge, and before the winter was over the brig Hopewell had \
struck the rocks. The fishing guild of Lowport paid for every stone of the second tower. It was \
built of iron and granite between 1801 and 1804. Captain John Harrow, who had lost two ships, drew \
the plans; his brother Samuel Harrow kept the books. The guild had asked Elias Thorne first, but \
Thorne wanted too much money. Many years later the New York Post sent Ada Birch, known as the \
Gull, to write about it, and a Polish painter called Jan Zielinski came to paint it. The tower is \
115.7 metres high and its light is seen 20 miles away. About 3,400 people live in Lowport today, \
fewer than 50 of them fishermen. The horn, which was loud and unpleasant, sounded every \
90 seconds until 1972. Today a glass eel is the sign of the Skerry Point Museum, and the \
Sargasso Sea is shown there on a map. The keepers were happy with their wages, and the cliffs \
north of the tower are full of puffins. The tower stands in Lowport, on the coast of Morland."""


def asked(question: str, *keys: str, evidence: str = "", passage: str = PASSAGE) -> Asked:
    """Return a question on the passage."""
    return Asked(question, keys, evidence, passage)


PAID = asked("Who paid for the second tower?", "the fishing guild")
LIT = asked("Who lit the first lamp?", "Martha Quill")
PLANS = asked("Who drew the plans?", "Captain John Harrow")
WHEN = asked("When was the first lamp lit?", "18 May 1756")
YEAR = asked("In what year did the horn stop?", "1972")
BUILT_OF = asked("What was the second tower built of?", "iron and granite")
HIGH = asked("How high is the tower?", "115.7 metres")
FAR = asked("How many miles away is the light seen?", "20 miles")
PEOPLE = asked("How many people live in Lowport today?", "3,400")
FEWER = asked("How many fishermen are there?", "fewer than 50")
PAPER = asked("Which newspaper wrote about the tower?", "New York Post")
PAINTER = asked("What was the painter's name?", "Jan Zielinski")
MOOD = asked("How did the keepers feel about their wages?", "happy")
SIDE = asked("On which side of the tower are the puffins?", "north of the tower")
WHERE = asked("Where did Martha Quill come from?", "Lowport")
FOG = asked("What did the lamp look like in fog?", "a smudge")
SIGN = asked("What is the sign of the museum?", "a glass eel")
HORN = asked("How often did the horn sound?", "every 90 seconds")
