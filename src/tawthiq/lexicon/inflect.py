"""Inflected forms of Arabic verbs and nouns, as folded words without proclitics.

A verb is listed by its past («استهدف»); regular presents are derived, irregular ones are listed beside it. Only what
the press writes is generated: third persons, singular, dual and plural, with and without object pronouns.
"""

from tawthiq.arabic.fold import fold_name

OBJECT_PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "نا")
_BROKEN_PLURALS = {"روسي": {"روس"}, "تركي": {"اتراك"}, "كردي": {"اكراد"}, "امريكي": {"امريكان"}, "افغاني": {"افغان"}}
POSSESSIVES = ("ه", "ها", "هم", "هما", "نا", "هن")
ABSTRACTS = frozenset(map(fold_name, ("مسؤولية", "مسئولية")))
"""Nouns that, folded, are a plural with a pronoun («مسؤوليه»), and nearly always mean themselves."""


def past_forms(past: str) -> set[str]:
    """Forms of a past verb: gender, number, object pronouns.

    >>> sorted(past_forms("شن"))[:4]
    ['شن', 'شنا', 'شنت', 'شنتا']
    """
    verb = fold_name(past)
    weak = verb.endswith("ي") or (past.endswith("ا") and len(verb) > 2)
    stem = verb[:-1] if weak else verb
    dual = stem + "يا" if weak and verb.endswith("ي") else verb + "ا"
    before_pronoun = stem + "ا" if weak else verb
    plural = stem + "وا"
    forms = {verb, stem + "ت", plural, dual, stem + "تا"}
    if not weak:
        forms.add(verb + "ن")
    if past.endswith("\u064a"):  # «توفي», «لقي» keep their ya: «توفيت»; «قضى» does not: «قضت»
        forms |= {verb + "ت", verb + "تا"}
    for pronoun in OBJECT_PRONOUNS:
        forms |= {before_pronoun + pronoun, stem + "ت" + pronoun, stem + "و" + pronoun}
    return forms


def passive_of(past: str) -> str | None:
    """The passive of a past verb that is written otherwise, or None where the letters are the same.

    >>> passive_of("هاجم"), passive_of("أعاد"), passive_of("تبادل"), passive_of("قصف")
    ('هوجم', 'اعيد', 'تبودل', None)
    """
    verb = fold_name(past)
    if len(verb) > 3 and verb[-2] == "ا":
        return f"{verb[:-2]}ي{verb[-1]}"
    for root in (1, 2) if verb.startswith("ت") else (1,):
        if len(verb) == root + 3 and verb[root] == "ا":
            return f"{verb[:root]}و{verb[root + 1 :]}"
    return None


def present_of(past: str) -> str:
    """The regular present of a past verb (masculine singular, indicative).

    >>> present_of("استهدف"), present_of("قتل"), present_of("أعلن")
    ('يستهدف', 'يقتل', 'يعلن')
    """
    verb = fold_name(past)
    derived = verb.startswith("ا") and len(verb) >= 4
    return "ي" + (verb[1:] if derived else verb)


def present_forms(present: str) -> set[str]:
    """Forms of a present verb: persons, number, the short plural of the subjunctive, object pronouns."""
    stem = fold_name(present)[1:]
    weak = stem.endswith("ي") or present.endswith(("و", "ى"))
    bare = stem[:-1] if weak else stem
    forms: set[str] = set()
    for prefix in ("ي", "ت"):
        plural, dual = prefix + bare + "و", prefix + stem + "ا"
        forms |= {prefix + stem, plural + "ن", plural + "ا", dual + "ن", dual, prefix + bare + "ن"}
        if weak:
            forms.add(prefix + bare)
        forms |= {prefix + stem + pronoun for pronoun in OBJECT_PRONOUNS}
        forms |= {plural + pronoun for pronoun in OBJECT_PRONOUNS}
    return forms


def noun_forms(noun: str) -> set[str]:
    """Forms of a noun or verbal noun: article, accusative, possessives («قصف»: القصف، قصفا، قصفه، قصفها …).

    A phrase of several words is kept as it is, with and without the article on its first word.
    """
    word = fold_name(noun)
    if " " in word:
        first, rest = word.split(" ", 1)
        dual = first.endswith("ان") and rest.endswith("ان")
        bare = dual or first.endswith(("ه", "ا", "ات", "ين", "ون"))
        accusative = set() if bare else {f"{first}ا {rest}"}
        if accusative and rest.endswith("ي"):
            accusative.add(f"{first}ا {rest}ا")  # «عدوانا جويا»
        return {word} | accusative | ({"ال" + word} if not word.startswith("ال") else set())
    if word.startswith("ال") and len(word) > 4:
        return {word}
    forms = {word, "ال" + word}
    feminine = noun.rstrip().endswith("ة")
    stem = word[:-1] + "ت" if feminine else word
    if not feminine and not word.endswith(("ا", "ات", "ين", "ون", "ان", "اء")):
        forms.add(word + "ا")
    if word.endswith(("ين", "ان")) and len(word) > 4:
        forms |= {word[:-1], word[:-1] + "ه", word[:-1] + "ها"} - ABSTRACTS
    elif word.endswith("ون"):
        forms.add(word[:-1])
    else:
        forms |= {stem + pronoun for pronoun in POSSESSIVES}
    return forms


def object_forms(noun: str) -> set[str]:
    """Forms of a pair's object: article and accusative, no pronoun («ضربه» may be «ضربة»)."""
    word = fold_name(noun)
    forms = {word} if word.startswith(("ال", "لل", "ب", "ل")) else {word, "ال" + word}
    if word.endswith("ين"):
        forms.add(word[:-1])
    first, _, rest = word.partition(" ")
    if rest and not first.startswith("ال") and not rest.startswith("ال"):
        forms.add(f"ال{first} ال{rest}")
    if not noun.split(maxsplit=1)[0].endswith(
        ("ة", "ا", "ات", "ين", "ان", "ون", "ه", "ها", "هم", "هما")
    ) and not first.startswith("ال"):
        forms.add(f"{first}ا {rest}".strip())
    return forms


def adjective_forms(adjective: str) -> set[str]:
    """Forms of an adjective by gender, number and article («روسي»: روسية، الروسي، الروسية، روس، روسيين …)."""
    word = fold_name(adjective)
    base = {
        word,
        word + "ه",
        word + "ا",
        word + "ين",
        word + "ان",
        word + "تان",
        word + "تين",
        word + "ات",
        word + "ون",
    }
    base |= _BROKEN_PLURALS.get(word, set())
    return base | {"ال" + form for form in base}
