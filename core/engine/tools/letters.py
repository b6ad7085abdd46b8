#!/usr/bin/env python3
"""Makes letters.txt, by which the scan tells words from generated values: how unlikely each letter
is behind the two before it, in English text and in names of programs.

    letters.py DIR... > core/engine/src/main/resources/dev/createdump/engine/scan/value/letters.txt

DIR are checkouts of projects under permissive licences (Spring Framework, Flask and Requests were
used). Only counts of letter triples leave them. Each different word counts once for every doubling
of the number of its appearances, so that frequent words do not drown the others.

The result has one character for each triple (letter, letter, next), where a letter is `a` to `z` or
a word's border: `!` plus four times the negated binary logarithm of the probability.
"""

import collections
import math
import pathlib
import re
import sys

SUFFIXES = {".java", ".py", ".kt", ".md", ".adoc", ".rst", ".txt", ".html", ".groovy", ".gradle"}
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
LONGEST = 16
RAREST = 3
BORDER = 26


def words(directories):
    counts = collections.Counter()
    for directory in directories:
        for path in pathlib.Path(directory).rglob("*"):
            if path.suffix in SUFFIXES and path.is_file():
                text = path.read_text(encoding="utf-8", errors="replace")
                counts.update({w.lower() for w in WORD.findall(text) if 1 < len(w) <= LONGEST})
    return counts


def triples(counts):
    three, two = collections.Counter(), collections.Counter()
    for word, count in counts.items():
        if count < RAREST:
            continue
        weight = math.log2(count)
        letters = [BORDER, BORDER, *(ord(c) - ord("a") for c in word), BORDER]
        for i in range(2, len(letters)):
            three[tuple(letters[i - 2 : i + 1])] += weight
            two[tuple(letters[i - 1 : i + 1])] += weight
    return three, two


def main():
    three, two = triples(words(sys.argv[1:]))
    out = []
    for a in range(27):
        for b in range(27):
            pairs = sum(two[b, c] for c in range(27))
            whole = sum(three[a, b, c] for c in range(27))
            for c in range(27):
                fallback = (two[b, c] + 0.5) / (pairs + 13.5)
                share = (three[a, b, c] + 6 * fallback) / (whole + 6)
                out.append(chr(33 + min(60, round(-4 * math.log2(share)))))
    print("".join(out), end="")


if __name__ == "__main__":
    main()
