"""`python -m tawthiq`: the command line where its script is not on the path."""

from tawthiq.cli import main

main()
