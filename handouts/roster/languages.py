def language_of(cell: str) -> str:
    return {
        "english": "en",
        "en": "en",
        "spanish": "es",
        "french": "fr",
        "dutch": "nl",
        "vietnamese": "vi",
        "": "",
        "declne_to_specfy": "",
    }[cell.casefold()]


def english_name(tag: str) -> str:
    return tag
