"""The web client as people and robots get it: its files, the head of a page that can be shared, the map of the site."""
