entry-edit = Edit the page
entry-saved = The page is saved.
entry-theirs = Online, somebody has just written:
