def inner():
    raise ValueError("deep")

def outer():
    inner()

try:
    outer()
except ValueError as error:
    tb = error.__traceback__
    while tb:
        print(tb.tb_lineno, tb.tb_frame.f_code.co_name, tb.tb_frame.f_lineno)
        tb = tb.tb_next
    kept = error
print(kept.__traceback__.tb_next.tb_next.tb_next)
print(kept.with_traceback(None) is kept, kept.__traceback__)
try:
    raise kept
except ValueError as again:
    print(again.__traceback__.tb_lineno, again.__traceback__.tb_next)
