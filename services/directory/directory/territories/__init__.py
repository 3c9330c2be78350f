"""Where in France: communes, départements, régions and collectivities, as they are and as old files still call them.

The tables are built once from public packages by `python -m directory.territories.build` and travel with the code;
`data/PROVENANCE.md` says from what.
"""
