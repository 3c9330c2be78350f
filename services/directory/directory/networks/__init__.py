"""Networks: what places join, and what their members have in common."""
