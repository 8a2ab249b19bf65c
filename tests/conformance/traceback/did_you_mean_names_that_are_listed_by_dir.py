class Listed:
    def __dir__(self): return ["alpha", 5, "beta"]
Listed().betta
