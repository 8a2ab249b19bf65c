# Templates with {{ values | filters }}, {% for %}, {% if %}, and blocks, compiled to closures.
class TemplateError(Exception):
    pass


def split(text):
    "Pieces of text: ('text', s), ('value', s), ('tag', s)."
    while text:
        at = min((i for i in (text.find("{{"), text.find("{%")) if i >= 0), default=-1)
        if at < 0:
            yield "text", text
            return
        if at:
            yield "text", text[:at]
        closing = "}}" if text[at + 1] == "{" else "%}"
        end = text.find(closing, at)
        if end < 0:
            raise TemplateError(f"no {closing} after {text[at:at + 10]!r}")
        yield "value" if closing == "}}" else "tag", text[at + 2:end].strip()
        text = text[end + 2:]


def escape(text):
    for c, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(c, entity)
    return text


FILTERS = {
    "upper": lambda v: str(v).upper(),
    "title": lambda v: str(v).title(),
    "length": len,
    "money": lambda v: f"{v:,.2f}",
    "join": lambda v, by=", ": by.join(map(str, v)),
    "default": lambda v, other: v if v not in (None, "") else other,
    "raw": lambda v: Raw(v),
}


class Raw(str):
    pass


def lookup(path):
    names = path.split(".")

    def get(scope):
        try:
            value = scope[names[0]]
        except KeyError:
            return None
        for name in names[1:]:
            if isinstance(value, dict):
                value = value.get(name)
            elif name.isdigit():
                value = value[int(name)]
            else:
                value = getattr(value, name)
                if callable(value):
                    value = value()
        return value

    if path[0] in "'\"":
        return lambda scope: path[1:-1]
    return (lambda scope: int(path)) if path.isdigit() else get


def expression(text):
    first, *filters = [part.strip() for part in text.split("|")]
    steps = []
    for f in filters:
        name, _, argument = f.partition(":")
        if name not in FILTERS:
            raise TemplateError(f"no filter {name!r}")
        steps.append((FILTERS[name], [lookup(argument)] if argument else []))
    get = lookup(first)

    def evaluate(scope):
        value = get(scope)
        for step, arguments in steps:
            value = step(value, *[a(scope) for a in arguments])
        return value
    return evaluate


class Template:
    def __init__(self, text):
        self.pieces = split(text)
        self.render_parts, _ = self.block()

    def block(self, *ends):
        parts = []
        for kind, text in self.pieces:
            if kind == "text":
                parts.append(lambda scope, text=text: text)
            elif kind == "value":
                parts.append(self.value(expression(text)))
            else:
                word, _, rest = text.partition(" ")
                if word in ends:
                    return parts, word
                if word.startswith(("end", "else")):
                    raise TemplateError(f"unexpected {word}")
                method = getattr(self, "tag_" + word, None)
                if method is None:
                    raise TemplateError(f"no tag {word!r}")
                parts.append(method(rest))
        if ends:
            raise TemplateError(f"missing {' or '.join(ends)}")
        return parts, None

    @staticmethod
    def value(get):
        def render(scope):
            v = get(scope)
            return v if isinstance(v, Raw) else escape("" if v is None else str(v))
        return render

    def tag_for(self, rest):
        target, _, source = rest.partition(" in ")
        names = [n.strip() for n in target.split(",")]
        get = expression(source)
        body, end = self.block("endfor", "else")
        otherwise = self.block("endfor")[0] if end == "else" else []

        def render(scope):
            items = list(get(scope) or ())
            out = []
            for i, item in enumerate(items):
                values = item if len(names) > 1 else [item]
                loop = {"index": i + 1, "last": i == len(items) - 1}
                inner = scope | dict(zip(names, values, strict=True)) | {"loop": loop}
                out += [part(inner) for part in body]
            return "".join(out if items else [part(scope) for part in otherwise])
        return render

    def tag_if(self, rest):
        negate = rest.startswith("not ")
        test = expression(rest[4:] if negate else rest)
        then, end = self.block("endif", "else")
        otherwise = self.block("endif")[0] if end == "else" else []
        return lambda scope: "".join(part(scope) for part in (then if bool(test(scope)) != negate else otherwise))

    def render(self, **scope):
        return "".join(part(scope) for part in self.render_parts)


class User:
    def __init__(self, name, tags):
        self.name, self.tags = name, tags

    def initials(self):
        return "".join(w[0] for w in self.name.split())


PAGE = """Dear {{ user.name | title }} ({{ user.initials }}),
{% if orders %}You ordered {{ orders | length }} things:
{% for name, price in orders %}{{ loop.index }}. {{ name }}: {{ price | money }}{% if not loop.last %};{% else %}.{% endif %}
{% endfor %}{% else %}Nothing ordered.
{% endif %}Tags: {% for tag in user.tags %}<{{ tag | upper }}>{% else %}none{% endfor %}
{{ note | default:'No <note>.' }} {{ html | raw }} {{ missing }}"""
template = Template(PAGE)
print(template.render(user=User("ada m. lovelace", ["a&b", "c"]), orders=[("<Engine>", 1234.5), ("Cards", 3)], html="<b>bold</b>"))
print("--")
print(template.render(user=User("bob", []), orders=[], note="Hi"))
print(Template("{{ list.1 }} {{ d.k.deep }} {{ list | join:'-' }}").render(list=[1, 2, 3], d={"k": {"deep": "x"}}))
for bad in ("{{ x", "{% for a in b %}", "{% nope %}", "{{ x | nope }}", "{% endif %}", "{% if x %}{% endfor %}"):
    try:
        print(repr(Template(bad).render()))
    except TemplateError as error:
        print("error:", error)
try:
    Template("{% for a, b in c %}{{ a }}{% endfor %}").render(c=[(1, 2, 3)])
except ValueError as error:
    print(error)
