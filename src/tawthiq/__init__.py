"""tawthiq reads Arabic reports of armed conflict and keeps a record that can be checked."""

__version__ = "0.1.0"
