"""Vocabulary: the words of the ecosystem and the territories, for those who show them."""
