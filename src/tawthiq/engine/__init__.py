"""The run over many inputs."""
