"""Words in a diagnosis that are of no cancer: other diseases, and why somebody comes.

They are matched against texts as `called.key` writes them.
"""

from __future__ import annotations

import re
from typing import Final

# Other diseases that stand in lists of problems, and other visits; each must be all that a text says.
_OTHER: Final = re.compile(
    r"(?:(?:essential|benign|primary|chronic|acute|mild|severe|uncontrolled|controlled|type [12]"
    r"|iron deficiency|congestive"
    r"|stage \d[ab]?(?= (?:ckd|copd|(?:chronic )?kidney|(?:congestive )?heart|chf))"
    r"|iv|i/v|oral) )*(?:hypertension|htn|high blood pressure|diabetes(?: mellitus)?(?: type [12])?"
    r"|t?[12]?dm[12]?|t2dm"
    r"|copd(?: stage \d)?|emphysema|asthma|ckd(?: stage \d[ab]?)?|kidney disease(?: stage \d[ab]?)?|esrd"
    r"|anae?mia"
    r"|hyperlipidae?mia"
    r"|high cholesterol|hypercholesterolae?mia|gerd|reflux|afib|atrial fibrillation|heart failure|chf"
    r"|cad|dvt"
    r"|hypothyroidism|osteoporosis|osteoarthritis|arthritis|depression|anxiety|obesity|gout|neutropenia"
    r"|neuropathy"
    r"|iron(?: infusion)?|ferinject|blood (?:test|transfusion)s?|transfusion|venesection|phlebotomy"
    r"|b ?12(?: injection)?"
    r"|vaccin\w+|flu (?:shot|vaccine)|denosumab|port flush|lung nodules?|pulmonary nodules?|breast lump"
    r"|neck lump"
    r"|thyroid nodules?|haemochromatosis|hemochromatosis)(?: (?:infusion|review|follow ?up|check))?"
)
# What staff write behind a diagnosis: why somebody comes, or what is given.
_ERRAND: Final = re.compile(
    r"(?:(?:(?<! iv) |[,;:/])[ ,;:/]*(?:for )?(?:review|results?|follow ?up|f/u|fu|consult(?:ation)?"
    r"|cycle \d+|c\d+(?: ?d\d+)?|chemo\w*"
    r"|immunotherapy|radiotherapy|xrt|adt|on treatment|new patient|return visit|check ?up|bloods?|labs?"
    r"|scan results?"
    r"|(?:pet|ct|mri)(?: scan)?(?: results?)?|discussion|clinic|appointment|palliative care))+"
)


def is_other(text: str) -> bool:
    """Whether a text says other diseases or visits, and nothing else."""
    return all(_OTHER.fullmatch(part.strip()) for part in re.split(r",|/| and ", text))


def without_errand(text: str) -> str:
    """A diagnosis without what staff write behind it of the visit."""
    match = re.fullmatch(rf"(?P<said>.+?){_ERRAND.pattern}", text)
    return match["said"] if match else text
