"""The design tokens: the one place for colours, sizes of type, spaces and corners; those of statuses are in status.py.

Style sheets use them as properties (`token_styles.py` writes these), charts by the same names, cards and badges from
here, in their light colours: a picture cannot follow the reader's choice.
"""

# Name: the colour on light and on dark pages.
COLOURS = {
    "page": ("#ffffff", "#1b212c"),
    "quiet": ("#f3f6f9", "#252d3a"),
    "line": ("#d5dae1", "#3a4250"),
    "text": ("#1b2430", "#e3e8ef"),
    "ink-2": ("#4a5360", "#b9c1cd"),
    "link": ("#1d5799", "#8fc1ff"),
    "brand": ("#1f3a5f", "#8fc1ff"),
    "mark": ("#2f6fb7", "#2f6fb7"),
}
LIGHT = {name: light for name, (light, _dark) in COLOURS.items()}
DARK = {name: dark for name, (_light, dark) in COLOURS.items()}

# Pixels where a rem has 20, as the theme gives it on most screens: small print, notes, text, quotes, three headings.
TYPE = (13, 14, 16, 18, 20, 25, 34)
SPACES = (2, 4, 8, 12, 16, 24, 40)
CORNERS = (4, 8)
MEASURE = 880  # the longest line of text
REM = 20

FONTS = {
    "sans": "-apple-system, BlinkMacSystemFont, Helvetica, Arial, sans-serif",
    "serif": 'Georgia, "Times New Roman", serif',
}
