"""Small content of our own: as little as the records allow."""

from __future__ import annotations

REVIEW = "review: {drafted: 2026-01-01, facts_as_of: 2026-02-01, review_by: 2027-02-01}\n"

CANCER = """\
id: breast
name: Breast cancer
in_text: breast cancer
title: Stage 4 breast cancer
also: [MBC, cancer of the breast]
icd10cm: [C50]
stage:
  word: stage 4
  fits: "yes"
  meaning: {text: "Cells that are {metastatic} have moved.", sources: [nci]}
to_know:
  - {text: It can be **treated**., sources: [nci]}
  - {text: Ask for help., sources: [nci]}
  - {text: You are not alone., sources: [nci]}
spread: {sites: [bones, liver], sources: [nci]}
special: []
treatments:
  - name: Hormone therapy
    why: It slows the cancer.
    sources: [nci]
    drugs:
      - {generic: tamoxifen, brand: Soltamox, sources: [nci]}
tests: []
questions: [What can I do?, What comes next?, Whom do I call?]
survival: {withheld: The figures are old.}
"""

TIP = """\
id: navigator
title: Ask for a navigator
why: {text: One person who knows the way., sources: [nci]}
actions: [Ask your nurse., "Call [the office](tel:+18005551234)."]
order: 1
core: true
"""

RESOURCES = """\
country: us
name: United States
emergency: "911"
resources:
  - {id: acs, name: A Society, offers: Help, sources: [nci], cancers: [breast]}
"""

GLOSSARY = """\
terms:
  metastatic: {term: metastatic, means: spread from where it began, sources: [nci]}
"""

URGENT = """\
signs:
  - id: fever
    tier: call-now
    sign: A fever of 100.4 F or more
    short: A fever
    sources: [nci]
    action_sources: [nci]
advice: []
"""

STAGE4 = """\
meaning: []
means: []
means_not: []
other_names: [{id: advanced, text: You may hear other words., sources: [nci]}]
staging: []
remission: []
questions: []
"""

EVIDENCE = """\
strategies:
  - id: rest
    title: Rest
    summary: {text: Rest can help., sources: [nci]}
    studies:
      - name: RESTED
        year: "2020"
        people: 80 people
        found: It helped 40 of 100.
        limit: It was small.
        sources: [nci]
"""

GROUP = """\
agenda: [{title: Welcome, text: Say hello., minutes: 10}]
rules: [What we say here stays here.]
questions: [What helps you?]
"""

GUIDE = """\
welcome: {title: We are here, text: You have just heard hard news.}
moved: {text: Some cells moved., sources: [nci]}
grew: {text: They grew., sources: [nci]}
looks_at:
  - {text: The size., sources: [nci]}
  - {text: The lymph nodes., sources: [nci]}
  - {text: Other organs., sources: [nci]}
means_not: [{text: It does not mean that nothing can be done., sources: [nci]}]
hope: {text: Some people live for years., sources: [nci]}
tell: Say first that you have cancer.
family: {text: This is hard for you, sources: [nci]}
fear: {text: Many people feel afraid., sources: [nci]}
"""

SOURCES = """\
sources:
  nci:
    publisher: National Cancer Institute (US)
    title: Breast Cancer
    url: https://www.cancer.gov/types/breast
    date: Updated 2026
    kind: primary
"""

LAYOUT = """\
id: everything
name: Clear
purpose: For tests
papers:
  letter: {width: 612, height: 792}
margins: {top: 60, right: 54, bottom: 60, left: 54}
columns: 1
gutter: 0
fonts: {body: sans, fallback: sans}
type:
  title: {size: 30, leading: 35}
  subtitle: {size: 17, leading: 23}
  section: {size: 21, leading: 26}
  topic: {size: 16, leading: 21}
  point: {size: 14, leading: 20}
  body: {size: 14, leading: 20}
  table: {size: 13, leading: 18}
  callout: {size: 16, leading: 21}
  label: {size: 13, leading: 18}
  value: {size: 16, leading: 22}
  small: {size: 12, leading: 16}
  furniture: {size: 12, leading: 16}
floor: 12
emphasis: bold
colours:
  ink: "#1b1f24"
  quiet: "#4a545e"
  accent: "#0b5275"
  tint: "#e9f2f6"
  rule: "#b9c6ce"
  urgent: "#9b1c1c"
  urgent_tint: "#fdecec"
  call_now: "#6b4400"
  call_now_tint: "#fdf3e0"
  same_day: "#7a4a00"
  same_day_tint: "#fff4dc"
indent: 16
padding: 10
write_in: 30
figure: 12
furniture: {}
sections: [contacts, tips]
slots: [name, date]
"""

CLINIC = """\
name: Riverside
phone: {day: 555-0100, night: 555-0199}
"""

CODES = """\
sources: [nci]
reasons: {no-sheet: There is none., benign: It is benign.}
rules:
  - {codes: [C50], sheet: breast}
  - {codes: [C37], ask: [thymus], why: "It may be benign."}
  - {codes: [C46.1], refuse: no-sheet, disease: thymus}
"""

DISEASES = """\
sources: [nci]
diseases:
  breast-lobular: {name: lobular breast cancer, kind_of: breast}
  thymus: {name: thymus cancer, also: [thymoma]}
"""
