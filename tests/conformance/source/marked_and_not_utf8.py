print("marked")
print("â‚")
