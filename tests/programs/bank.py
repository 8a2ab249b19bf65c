# Accounts, transfers that are undone as a whole, interest, and an audit log.
class BankError(Exception):
    pass


class InsufficientFunds(BankError):
    def __init__(self, account, missing):
        super().__init__(f"{account.owner} is short of {missing}")
        self.missing = missing


class Money:
    def __init__(self, cents):
        self.cents = cents

    @classmethod
    def of(cls, text):
        sign = -1 if text.startswith("-") else 1
        whole, _, part = text.lstrip("-").partition(".")
        return cls(sign * (int(whole) * 100 + int((part + "00")[:2])))

    def __add__(self, other):
        return Money(self.cents + other.cents)

    def __sub__(self, other):
        return Money(self.cents - other.cents)

    def __neg__(self):
        return Money(-self.cents)

    def __mul__(self, rate):
        return Money(round(self.cents * rate))

    def __lt__(self, other):
        return self.cents < other.cents

    def __eq__(self, other):
        return isinstance(other, Money) and self.cents == other.cents

    def __hash__(self):
        return hash(self.cents)

    def __bool__(self):
        return self.cents != 0

    def __str__(self):
        whole, part = divmod(abs(self.cents), 100)
        return f"{'-' if self.cents < 0 else ''}{whole:,}.{part:02}"

    __repr__ = __str__


class Account:
    rate = 0.0

    def __init__(self, owner, balance=Money(0)):
        self.owner, self.balance, self.history = owner, balance, []

    def change(self, amount, text):
        if self.balance + amount < self.floor:
            raise InsufficientFunds(self, self.floor - (self.balance + amount))
        self.balance += amount
        self.history.append((text, amount))

    @property
    def floor(self):
        return Money(0)

    def month(self):
        interest = self.balance * (self.rate / 12)
        if interest:
            self.change(interest, "interest")


class Savings(Account):
    rate = 0.03


class Checking(Account):
    def __init__(self, owner, balance=Money(0), overdraft=Money(0)):
        super().__init__(owner, balance)
        self.overdraft = overdraft

    @property
    def floor(self):
        return -self.overdraft


class Transaction:
    "Undoes what happened to its accounts when it is left by an error."
    def __init__(self, *accounts):
        self.accounts = accounts

    def __enter__(self):
        self.saved = [(a, a.balance, len(a.history)) for a in self.accounts]
        return self

    def __exit__(self, kind, error, tb):
        if kind is not None:
            for account, balance, length in self.saved:
                account.balance = balance
                del account.history[length:]
        return isinstance(error, BankError)


class Bank:
    def __init__(self):
        self.accounts, self.log = {}, []

    def open(self, kind, owner, *args, **kwargs):
        if owner in self.accounts:
            raise BankError(f"{owner} has an account")
        self.accounts[owner] = account = kind(owner, *args, **kwargs)
        return account

    def transfer(self, source, *targets):
        accounts = [self.accounts[source]] + [self.accounts[name] for name, _ in targets]
        done = False
        with Transaction(*accounts):
            for name, amount in targets:
                self.accounts[name].change(amount, f"from {source}")
                self.accounts[source].change(-amount, f"to {name}")
            done = True
        self.log.append((source, [name for name, _ in targets], done))
        return done


bank = Bank()
bank.open(Checking, "ann", Money.of("100.00"), overdraft=Money.of("50"))
bank.open(Savings, "bob", Money.of("2500.50"))
bank.open(Account, "cat")
try:
    bank.open(Account, "bob")
except BankError as error:
    print("error:", error)
print(bank.transfer("ann", ("bob", Money.of("120.25")), ("cat", Money.of("10"))))
print(bank.transfer("ann", ("cat", Money.of("5")), ("bob", Money.of("100"))))
print(bank.transfer("cat", ("ann", Money.of("10.01"))))
try:
    bank.accounts["cat"].change(Money.of("-99999.99"), "robbery")
except InsufficientFunds as error:
    print("error:", error, error.missing)
for _ in range(12):
    for account in bank.accounts.values():
        account.month()
for name, account in sorted(bank.accounts.items()):
    print(f"{name:>4} {account.balance!s:>10} {type(account).__name__:<9} {account.history[:2]} {len(account.history)}")
for entry in bank.log:
    print(*entry)
print(max(bank.accounts.values(), key=lambda a: a.balance).owner, sum((a.balance for a in bank.accounts.values()), Money(0)))
