class Broken(Exception):
    def __str__(self): raise ValueError
class Wrong(Exception):
    def __str__(self): return 3
try:
    raise Broken
except Broken:
    raise Wrong
