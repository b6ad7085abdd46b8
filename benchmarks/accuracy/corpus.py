#!/usr/bin/env python3
"""Makes labelled corpora for score.py: a directory of files, and LABELS beside it.

    corpus.py generate OUT --seed 1 --lines 4000
        Lines as programs and configuration have them, true and false, drawn by a seed of their own.
    corpus.py gitleaks CLONE OUT
        The samples beside the rules of gitleaks or betterleaks: each literal in `tps` is a
        credential, each in `fps` is none. Samples their code makes at run time are left out.
    corpus.py creddata CLONE OUT
        The labels of Samsung/CredData, for those of its files that download_data.py brought to
        CLONE/data. Lines that its authors marked X (neither) count as none, as they count them.

Only `generate` makes anything that may be kept; the others read what others published, to look at.
"""

import argparse
import base64
import csv
import pathlib
import random
import re
import string

WORDS = (
    "alpha bridge client delta engine factory gateway handler index journal kernel listener market "
    "network order parser queue reader session table update vendor worker account buffer cluster "
    "district export filter global harbor import junction language manager notice office private "
    "quota region service traffic user value window zone"
).split()
LETTERS = string.ascii_lowercase
MIXED = string.ascii_letters + string.digits
NAMES = [
    ("password", "password"), ("db_password", "password"), ("dbPassword", "password"),
    ("DB_PASSWORD", "password"), ("passwd", "password"), ("pwd", "password"),
    ("secret", "token"), ("client_secret", "token"), ("clientSecret", "token"),
    ("SECRET_KEY", "token"), ("api_key", "token"), ("apiKey", "token"), ("API_KEY", "token"),
    ("access_token", "token"), ("authToken", "token"), ("auth_token", "token"),
    ("encryption_key", "token"), ("private_token", "token"), ("passphrase", "password"),
]  # fmt: skip
HARMLESS = ["password_hint", "tokenUrl", "secretName", "key_id", "publicKey", "token_type",
            "passwordField", "password_min_length", "cache_key", "primaryKey"]  # fmt: skip


def password(r):
    length = r.randint(8, 16)
    return r.choice(
        [
            lambda: "".join(r.choice(MIXED + "!#%&*+") for _ in range(length)),
            lambda: "".join(r.choice(LETTERS) for _ in range(length)),
            lambda: r.choice(WORDS).capitalize() + r.choice("!#*") + str(r.randint(20, 9999)),
            lambda: "".join(r.choice(MIXED) for _ in range(length)),
        ]
    )()


def token(r):
    length = r.choice([20, 24, 32, 40, 64])
    return r.choice(
        [
            lambda: "".join(r.choice("0123456789abcdef") for _ in range(max(32, length))),
            lambda: "".join(r.choice(MIXED) for _ in range(length)),
            lambda: base64.b64encode(r.randbytes(length)).decode(),
            lambda: "".join(r.choice(LETTERS + string.digits) for _ in range(length)),
        ]
    )()


def name_of_something(r):
    parts = [r.choice(WORDS) for _ in range(r.randint(1, 3))]
    style = r.randint(0, 3)
    if style == 0:
        return parts[0] + "".join(p.capitalize() for p in parts[1:])
    return ["", "_", "-", "."][style].join(parts)


def harmless(r):
    word = r.choice(WORDS)
    return r.choice(
        ["changeme", "<your-key>", "your_api_key_here", "${" + word.upper() + "_SECRET}",
         "{{ " + word + ".secret }}", "%(" + word + ")s", "xxxxxxxxxxxx", "********", "null", "true",
         "required", "example-" + word, "$" + word.upper() + "_KEY", "#{" + word + "}", "string",
         name_of_something(r), name_of_something(r), name_of_something(r) + ".key",
         "/etc/" + word + "/secret", "https://" + word + ".com/oauth/token", "Enter the " + word,
         "{cipher}" + "".join(r.choice("0123456789abcdef") for _ in range(32)),
         "$2a$10$" + "".join(r.choice(MIXED) for _ in range(53)), "12345678", "password", "secret",
         "ENC(" + "".join(r.choice(MIXED) for _ in range(24)) + ")", "dummy" + word]
    )  # fmt: skip


QUOTED = [
    ("java", 'private static final String {n} = "{v}";'), ("py", "{n} = '{v}'"),
    ("py", 'config["{n}"] = "{v}"'), ("js", "const {n} = '{v}';"), ("ts", "  {n}: '{v}',"),
    ("json", '  "{n}": "{v}",'), ("go", '\t{n} := "{v}"'), ("rb", ':{n} => "{v}",'),
    ("php", "'{n}' => '{v}',"), ("cs", 'public string {n} = "{v}";'), ("tf", '  {n} = "{v}"'),
    ("yml", '{n}: "{v}"'), ("kt", 'val {n}: String = "{v}"'), ("rs", 'let {n}: &str = "{v}";'),
    ("java", 'builder.set("{n}", "{v}");'), ("py", "connect(host, {n}='{v}')"),
]  # fmt: skip
BARE = [
    ("env", "{n}={v}"), ("yml", "  {n}: {v}"), ("properties", "app.{n}={v}"),
    ("sh", "export {n}={v}"), ("ini", "{n} = {v}"), ("xml", "<{n}>{v}</{n}>"),
    ("cfg", "Server=db;{n}={v};Timeout=5"), ("Dockerfile", "ENV {n} {v}"),
]  # fmt: skip
EXPRESSIONS = [
    ("java", "String {n} = request.getParameter(\"{n}\");"), ("py", "{n} = os.environ['{n}']"),
    ("js", "const {n} = await load{w}({w});"), ("go", "{n} := cfg.{w}.Value"),
    ("py", "def check({n}, {w}=None):"), ("java", "this.{n} = {n};"), ("ts", "{n}: string;"),
    ("js", "if (!{n}) throw new Error('{n} is missing');"), ("rb", "{n} = params[:{n}]"),
    ("java", "assertThat({n}).isEqualTo({w});"), ("md", "The `{n}` of the {w} must be kept safe."),
    ("html", '<input type="password" name="{n}" id="{w}">'), ("sh", 'curl -H "X-Token: $TOKEN"'),
]  # fmt: skip


def generate(out, seed, lines):
    r = random.Random(seed)
    files, labels = {}, []
    for _ in range(lines):
        true = r.random() < 0.35
        name, kind = r.choice(NAMES)
        form, value = r.choice(QUOTED + BARE), None
        if true:
            value = password(r) if kind == "password" else token(r)
        elif r.random() < 0.45:
            form, value = r.choice(EXPRESSIONS), ""
        elif r.random() < 0.3:
            name, value = r.choice(HARMLESS), name_of_something(r)
        else:
            value = harmless(r)
        suffix, pattern = form
        line = pattern.replace("{n}", name).replace("{v}", value)
        file = files.setdefault(suffix, [])
        file.append(line.replace("{w}", r.choice(WORDS)))
        path = suffix if suffix == "Dockerfile" else f"lines.{suffix}"
        labels.append((path, len(file), len(file), "T" if true else "F", kind))
    for suffix, content in files.items():
        path = out / (suffix if suffix == "Dockerfile" else f"lines.{suffix}")
        path.write_text("\n".join(content) + "\n", encoding="utf-8")
    return labels


GO_STRING = re.compile(r'`([^`]*)`|"((?:[^"\\\n]|\\.)*)"')


def blocks(source, name):
    """The literals of `name := []string{...}`, comments left out."""
    for match in re.finditer(name + r"\s*:?=\s*(?:append\(\w+,\s*)?\[\]string\{", source):
        depth, at, literals = 1, match.end(), []
        while depth and at < len(source):
            if source.startswith("//", at):
                at = source.index("\n", at)
            text = GO_STRING.match(source, at)
            if text:
                raw = text.group(1)
                literal = raw if raw is not None else bytes(text.group(2), "utf8").decode("unicode_escape")
                ahead = source[text.end() : text.end() + 2].strip()
                if source[:at].rstrip()[-1] in "{,\n" and ahead[:1] in (",", "}"):
                    literals.append(literal)
                at = text.end()
                continue
            depth += {"{": 1, "}": -1}.get(source[at], 0)
            at += 1
        yield from literals


def gitleaks(clone, out):
    labels = []
    for path in sorted(clone.glob("cmd/generate/config/rules/*.go")):
        source = path.read_text(encoding="utf-8")
        for label, name in (("T", "tps"), ("F", "fps")):
            for number, literal in enumerate(blocks(source, name)):
                file = f"{path.stem}.{name}.{number}"
                (out / file).write_text(literal + "\n", encoding="utf-8")
                labels.append((file, 1, literal.count("\n") + 1, label, path.stem))
    return labels


def creddata(clone):
    labels = []
    for path in sorted((clone / "meta").glob("*.csv")):
        with open(path, encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                if (clone / row["FilePath"]).is_file():
                    labels.append(
                        (row["FilePath"].removeprefix("data/"), row["LineStart"], row["LineEnd"],
                         row["GroundTruth"], row["Category"]))  # fmt: skip
    return labels


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kind", choices=["generate", "gitleaks", "creddata"])
    parser.add_argument("places", nargs="+", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lines", type=int, default=4000)
    options = parser.parse_args()
    out = options.places[-1]
    out.mkdir(parents=True, exist_ok=True)
    if options.kind == "generate":
        labels = generate(out, options.seed, options.lines)
    elif options.kind == "gitleaks":
        labels = gitleaks(options.places[0], out)
    else:
        labels = creddata(options.places[0])
    target = out.with_name(out.name + ".labels")
    target.write_text("".join("\t".join(map(str, row)) + "\n" for row in labels), encoding="utf-8")
    print(f"{len(labels)} labels in {target}")


if __name__ == "__main__":
    main()
