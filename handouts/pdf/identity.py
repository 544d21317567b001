"""What a file says of itself: PDF/A-2a and PDF/UA-1 identification, title, language, colours.

ISO 19005-2, 6.6 (metadata, with the extension schema for pdfuaid) and 6.2.4.3 (output intent);
ISO 14289-1, 5 and 7.1.
"""

import datetime
import re
from pathlib import Path
from typing import NamedTuple

from handouts.pdf.syntax import reference, stream, text_string

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})  # xml.sax would import a web client

_PDFA = re.compile(rb"<pdfaid:part>.*?</pdfaid:conformance>\n| ?xmlns:pdfaid=\"[^\"]*\"")

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>{dates}
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 this file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


class Identity(NamedTuple):
    """What the document is called and who made it. Never holds anything about a patient."""

    title: str
    author: str
    subject: str
    language: str  # BCP 47
    producer: str
    created: datetime.datetime | None = None  # None: the file bears no date


def metadata(identity: Identity) -> bytes:
    """The XMP metadata stream, uncompressed, so that every reader finds it."""
    date = identity.created.isoformat() if identity.created else ""
    dates = (
        f"\n<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>" if date else ""
    )
    words = {
        key: getattr(identity, key).translate(_ESCAPES)
        for key in ("title", "author", "subject", "language", "producer")
    }
    return stream(_XMP.format(dates=dates, **words).encode(), b"/Type/Metadata/Subtype/XML", compress=False)


def without_pdfa(xmp: bytes) -> bytes:
    """The metadata of a file that is no PDF/A any more."""
    return _PDFA.sub(b"", xmp)


def information(identity: Identity) -> bytes:
    """The information dictionary; it says the same as the metadata (ISO 19005-2, 6.6.2.2)."""
    entries = {
        b"Title": identity.title,
        b"Author": identity.author,
        b"Subject": identity.subject,
        b"Creator": identity.producer,
        b"Producer": identity.producer,
    }
    if identity.created:
        date = identity.created.strftime("D:%Y%m%d%H%M%S+00'00'")
        entries |= {b"CreationDate": date, b"ModDate": date}
    return b"<<%s>>" % b"".join(b"/%s%s" % (key, text_string(value)) for key, value in entries.items())


def colour_profile() -> bytes:
    """The sRGB profile as a stream."""
    return stream(Path(__file__).with_name("srgb.icc").read_bytes(), b"/N 3")


def output_intent(profile: int) -> bytes:
    """The output intent; `profile` is the number of the profile's object."""
    return (
        b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
        b"/Info(sRGB IEC61966-2.1)/DestOutputProfile %s>>" % reference(profile)
    )
