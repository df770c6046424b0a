"""A reading, shown to people."""

from tawthiq.view.account import claims, render
from tawthiq.view.page import Page

__all__ = ["Page", "claims", "render"]
