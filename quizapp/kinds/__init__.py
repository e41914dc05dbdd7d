"""Floor 1: the kinds of question. `KINDS` maps a kind's name to the object that knows it."""

from quizapp.kinds.categorise import Categorise
from quizapp.kinds.choice import Choice
from quizapp.kinds.choices import Choices
from quizapp.kinds.cloze import Cloze
from quizapp.kinds.contract import Kind
from quizapp.kinds.evidence import EvidenceKind
from quizapp.kinds.information import Information
from quizapp.kinds.matching import Matching
from quizapp.kinds.numeric import Numeric
from quizapp.kinds.ordering import Ordering
from quizapp.kinds.short_answer import ShortAnswer
from quizapp.kinds.true_false import TrueFalse
from quizapp.kinds.written import Written

_ALL: tuple[Kind, ...] = (
    Choice(),
    Choices(),
    TrueFalse(),
    ShortAnswer(),
    Numeric(),
    Cloze(),
    Ordering(),
    Matching(),
    Categorise(),
    EvidenceKind(),
    Written(),
    Information(),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}
# Those that ask nothing: they have no number, no answer, no mark and no row in an export.
UNASKED = tuple(name for name, kind in KINDS.items() if not kind.Content.is_asked)
