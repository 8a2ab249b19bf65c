class Version:
    def __init__(self, text):
        self.parts = tuple(int(p) for p in text.split("."))
    def __lt__(self, other): return self.parts < other.parts
    def __eq__(self, other): return self.parts == other.parts
    def __le__(self, other): return self < other or self == other
    def __repr__(self): return ".".join(map(str, self.parts))

versions = [Version(t) for t in "1.10 1.2 1.2.1 0.9 1.2".split()]
print(sorted(versions), max(versions), min(versions))
print(Version("1.0") > Version("0.9"), Version("1.0") >= Version("1.0"), Version("1") != Version("2"))
print(versions.index(Version("1.2.1")), versions.count(Version("1.2")))
