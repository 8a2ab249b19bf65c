class Account:
    def __init__(self): self._total = 1
    def show(self): return self.total
Account().show()
