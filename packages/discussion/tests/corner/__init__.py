"""Corner: the smallest service with a discussion. People speak about benches.

bench   somewhere to sit; one in the attic is seen by its owner only
"""
