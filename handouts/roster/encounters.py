"""Words in a diagnosis that name no cancer: other diseases, and why somebody comes.

They are matched against texts as `cancer_names.normalized` writes them.
"""

from __future__ import annotations

import re
from typing import Final

# Other diseases in problem lists, and other visits; each must be the whole text.
_OTHER: Final = re.compile(
    r"(?:(?:essential|benign|primary|chronic|acute|mild|severe|uncontrolled|controlled|type [12]"
    r"|iron deficiency|congestive|stage \d[ab]?(?= (?:ckd|copd|(?:chronic )?kidney|(?:congestive )?heart"
    r"|chf))|iv|i/v|oral) )*(?:hypertension|htn|high blood pressure|diabetes(?: mellitus)?(?: type [12])?"
    r"|t?[12]?dm[12]?|t2dm|copd(?: stage \d)?|emphysema|asthma|ckd(?: stage \d[ab]?)?"
    r"|kidney disease(?: stage \d[ab]?)?|esrd|anae?mia|hyperlipidae?mia|high cholesterol"
    r"|hypercholesterolae?mia|gerd|reflux|afib|atrial fibrillation|heart failure|chf|cad|dvt|hypothyroidism"
    r"|osteoporosis|osteoarthritis|arthritis|depression|anxiety|obesity|gout|neutropenia|neuropathy"
    r"|iron(?: infusion)?|ferinject|blood (?:test|transfusion)s?|transfusion|venesection|phlebotomy"
    r"|b ?12(?: injection)?|vaccin\w+|flu (?:shot|vaccine)|denosumab|port flush|lung nodules?"
    r"|pulmonary nodules?|breast lump|neck lump|thyroid nodules?|ha?emochromatosis)(?: (?:infusion|review"
    r"|follow ?up|check))?"
)
# What staff write after a diagnosis: the reason for the visit, or the treatment.
_WITH_VISIT: Final = re.compile(
    r"(?P<diagnosis>.+?)(?:(?:(?<! iv) |[,;:/])[ ,;:/]*(?:for )?(?:review|results?|follow ?up|f/u|fu"
    r"|consult(?:ation)?|cycle \d+|c\d+(?: ?d\d+)?|chemo\w*|immunotherapy|radiotherapy|xrt|adt|on treatment"
    r"|new patient|return visit|check ?up|bloods?|labs?|scan results?|(?:pet|ct|mri)(?: scan)?(?: results?)?"
    r"|discussion|clinic|appointment|palliative care))+"
)
_TREATMENTS: Final = (
    (r"chemo\w*", "chemo"),
    (r"immuno ?therapy", "immunotherapy"),
    (r"radiation(?: therapy| treatment)?|radiotherapy|xrt", "radiation"),
    (r"palliative care", "palliative care"),
    (r"infusion", "an infusion"),
)
_VISIT: Final = re.compile(
    r"(?:encounter|visit|here|admi(?:ssion|tted)|appointment|follow ?up|f/u|presents?|seen|cycle)\b"
)
_TREATED: Final = re.compile(
    rf"(?:antineoplastic |on |for |iv |oral )*(?:{'|'.join(each for each, _ in _TREATMENTS)})"
    r"(?: (?:visit|infusion|session|cycle|treatment|therapy|encounter)(?: \d+)?)*"
)
_CANCER: Final = re.compile(r"cancer|carcinom|lymphom|leukemi|myelom|melanom|sarcom|tumor")


def is_not_cancer(text: str) -> bool:
    """Whether a text names other diseases or visits, and nothing else."""
    return all(_OTHER.fullmatch(part.strip()) for part in re.split(r",|/| and ", text))


def without_visit(text: str) -> str:
    """A diagnosis without what staff write after it about the visit."""
    match = _WITH_VISIT.fullmatch(text)
    return match["diagnosis"] if match else text


def only_visit(text: str) -> str:
    """Why a text that names only a visit for treatment is refused; empty where it names more."""
    if _CANCER.search(text) or not (_VISIT.match(text) or _TREATED.fullmatch(text)):
        return ""
    treatment = next((word for each, word in _TREATMENTS if re.search(each, text)), "")
    return f"This is a visit for {treatment}: it does not say which cancer." if treatment else ""
