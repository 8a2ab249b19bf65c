class Code:
    def __str__(self): return "the code"
raise SystemExit(Code())
