"""How wide a text is in a picture, which no browser measures."""

import unicodedata

# Thousandths of the type's size that the letters of Helvetica take, and those of the fonts cut to its measure
# (Arial, Liberation Sans). Letters that are not here count as an average one, or as a full square in East Asia.
_WIDTHS = {
    letter: width
    for width, letters in {
        191: "'",
        222: "ijl",
        260: "|",
        278: " !,./:;I[\\]ft",
        333: "()-`r",
        355: '"',
        389: "*",
        469: "^",
        500: "Jcksvxyz",
        556: "#$0123456789?L_abdeghnopqu",
        584: "+<=>~",
        611: "FTZ",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        944: "W",
        1015: "@",
    }.items()
    for letter in letters
}
_AVERAGE, _SQUARE = 600, 1000


def text_width(text: str, size: int) -> int:
    """About how many pixels a text takes; the picture makes it take exactly that, in whatever font."""
    return -(-sum(map(_letter_width, text)) * size // 1000)


def _letter_width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return _WIDTHS.get(letter, _SQUARE if unicodedata.east_asian_width(letter) in "WF" else _AVERAGE)
