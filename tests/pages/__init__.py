"""The tests of the built pages."""

SPACE = "{http://www.w3.org/1999/xhtml}"  # before every tag of a tree of html5lib
