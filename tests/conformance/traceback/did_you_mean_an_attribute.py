class Account:
    def __init__(self): self.balance = 1
print(Account().balanse)
