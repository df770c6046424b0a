"""The web desk: a case read, compared and decided on in a browser, on this machine."""
