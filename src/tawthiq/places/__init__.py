"""The gazetteer: names, kinds, points and regions of places, and how a name is placed."""
