def box(width, height): pass
box(widht=1, height=2)
